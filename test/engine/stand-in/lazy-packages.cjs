/**
 * Loaded before the SDK's processes. At every start the SDK loads what serialises functions, its automation API and
 * what traces it: most of what a start costs, for nothing where providers are named by a constant text and nobody
 * traces. Here they are loaded when they are first used, which changes nothing but the time.
 */
const Module = require("node:module");

const lazy =
  /^(typescript|@npmcli\/arborist|normalize-package-data|fdir|semver|js-yaml|\.\/automation|@opentelemetry\/(?!api$).*)$/;
const load = Module._load;

Module._load = function (request, parent, ...rest) {
  const isSdk = /@pulumi[\\/]pulumi[\\/]/.test(parent?.filename ?? "");
  if (!isSdk || !lazy.test(request)) return load.call(this, request, parent, ...rest);
  // What can't be found has to fail at once: the SDK then takes a copy of its own.
  require.resolve(request, { paths: [parent.path] });
  let loaded;
  const actual = () => {
    loaded ??= load.call(this, request, parent, ...rest);
    return loaded;
  };
  return new Proxy(
    {},
    {
      get(_target, name) {
        // Otherwise the SDK would copy all that there is.
        if (name === "__esModule") return true;
        return name === "default" && !actual().__esModule ? actual() : actual()[name];
      },
      has: (_target, name) => name in actual(),
    },
  );
};
