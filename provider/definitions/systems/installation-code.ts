import { text } from "../../core/fields";
import type { System } from "../../core/system";

export const installationCode: System = {
  endpointName: "installationCode",
  description: "What puts a campaign on a web page.",
  function: "InstallationCode",
  operations: {
    get: {
      description: "The snippet of a campaign.",
      method: "GET",
      path: "/livechat/campaigns/{campaignId}/installationCode",
      answer: "object",
      returns: {
        name: "InstallationCode",
        description: "What puts a campaign on a web page.",
        hasId: false,
        fields: { code: text("HTML and JavaScript, to be put into the page.", { readOnly: true }) },
      },
    },
  },
};
