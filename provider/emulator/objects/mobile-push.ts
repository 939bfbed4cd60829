import type { ObjectRules } from "../rules";
import { text } from "./common";

export const mobilePush: ObjectRules = {
  name: "MobilePush",
  description: "How messages reach the site's own apps.",
  source: "published line 1091",
  kind: "singleton",
  path: "/livechat/mobilePush",
  isPosted: true, // The heading of the update says POST (docs/api-notes.md#o06).
  fields: {
    iosType: { type: "string", required: true, values: ["APNS", "thirdParty"], default: "APNS" },
    iosProductionCertificateFileName: text,
    iosProductionCertificateFileData: text,
    iosProductionCertificatePassword: text,
    iosDevelopmentCertificateFileName: text,
    iosDevelopmentCertificateFileData: text,
    iosDevelopmentCertificatePassword: text,
    iosApnsPayloadFormat: text,
    iosThirdPartyURL: text,
    iosThirdPartyRequestHeaders: text,
    iosThirdPartyBody: text,
    androidType: { type: "string", required: true, values: ["GCM", "thirdParty"], default: "GCM" },
    androidGcmAPIKey: text,
    androidGcmExtraData: text,
    androidThirdPartyURL: text,
    androidThirdPartyRequestHeaders: text,
    androidThirdPartyRequestBody: text,
  },
};
