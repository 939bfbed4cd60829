/**
 * Loaded before the SDK's processes. At every start the SDK loads TypeScript and npm's arborist, in case a function has
 * to be serialised: two thirds of what a start costs, for nothing where providers are named by a constant text. Here
 * they are loaded when they are first used, which changes nothing but the time.
 */
const Module = require("node:module");

const packages = new Set(["typescript", "@npmcli/arborist"]);
const load = Module._load;

Module._load = function (request, parent, ...rest) {
  const isSdk = /@pulumi[\\/]pulumi[\\/]/.test(parent?.filename ?? "");
  if (!isSdk || !packages.has(request)) return load.call(this, request, parent, ...rest);
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
      // Otherwise the SDK would copy all that there is.
      get: (_target, name) => (name === "__esModule" ? true : actual()[name]),
      has: (_target, name) => name in actual(),
    },
  );
};
