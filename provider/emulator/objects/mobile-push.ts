import type { ObjectRules } from "../rules";

export const mobilePush: ObjectRules = {
  name: "MobilePush",
  source: "published line 1091",
  kind: "singleton",
  path: "/livechat/mobilePush",
  isPosted: true,
  fields: {
    iosType: { type: "string", mandatory: true, values: ["APNS", "thirdParty"], default: "APNS" },
    iosProductionCertificateFileName: { type: "string", default: "" },
    iosProductionCertificateFileData: { type: "string", default: "" },
    iosProductionCertificatePassword: { type: "string", default: "" },
    iosDevelopmentCertificateFileName: { type: "string", default: "" },
    iosDevelopmentCertificateFileData: { type: "string", default: "" },
    iosDevelopmentCertificatePassword: { type: "string", default: "" },
    iosApnsPayloadFormat: { type: "string", default: "" },
    iosThirdPartyURL: { type: "string", default: "" },
    iosThirdPartyRequestHeaders: { type: "string", default: "" },
    iosThirdPartyBody: { type: "string", default: "" },
    androidType: { type: "string", mandatory: true, values: ["GCM", "thirdParty"], default: "GCM" },
    androidGcmAPIKey: { type: "string", default: "" },
    androidGcmExtraData: { type: "string", default: "" },
    androidThirdPartyURL: { type: "string", default: "" },
    androidThirdPartyRequestHeaders: { type: "string", default: "" },
    androidThirdPartyRequestBody: { type: "string", default: "" },
  },
};
