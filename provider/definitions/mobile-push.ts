import { probably, when } from "../core/conditions";
import { defineResource } from "../core/definition";
import { oneOf, text } from "../core/fields";
import { webUrl } from "../core/forms/addresses";
import { likely } from "../core/forms/form";

// Every field is marked mandatory, while the texts narrow them to types that exclude each other: the texts count
// (docs/api-notes.md#o63).
const apns = { when: probably("iosType", "APNS") } as const;
const iosThirdParty = { when: when("iosType", "thirdParty") } as const;
const gcm = { when: when("androidType", "GCM") } as const;
const androidThirdParty = { when: when("androidType", "thirdParty") } as const;

export const mobilePush = defineResource({
  name: "MobilePush",
  description: "How notifications reach the site's own mobile apps.",
  kind: "singleton",
  path: "/livechat/mobilePush",
  example: { androidType: "GCM", androidGcmAPIKey: { secret: "COMM100_PUSH_KEY" } },
  fields: () => ({
    iosType: oneOf(["APNS", "thirdParty"], "Who delivers to iOS."),
    iosProductionCertificateFileName: text("File name of the production certificate.", apns),
    iosProductionCertificateFileData: text("The production certificate; presumably in Base64.", {
      ...apns,
      secret: true,
    }),
    iosProductionCertificatePassword: text("Password of the production certificate.", {
      ...apns,
      secret: true,
    }),
    iosDevelopmentCertificateFileName: text("File name of the development certificate.", apns),
    iosDevelopmentCertificateFileData: text("The development certificate; presumably in Base64.", {
      ...apns,
      secret: true,
    }),
    iosDevelopmentCertificatePassword: text("Password of the development certificate.", {
      ...apns,
      secret: true,
    }),
    // The text wants it for thirdParty. Its name says APNS, and counts (docs/api-notes.md#o62).
    iosApnsPayloadFormat: text("Format of the payload.", apns),
    iosThirdPartyURL: text("URL of the other service.", { ...iosThirdParty, form: likely(webUrl) }),
    // May hold credentials.
    iosThirdPartyRequestHeaders: text("Headers of requests to it.", { ...iosThirdParty, secret: true }),
    iosThirdPartyBody: text("Body of requests to it.", iosThirdParty),
    androidType: oneOf(["GCM", "thirdParty"], "Who delivers to Android."),
    androidGcmAPIKey: text("API key for GCM.", { ...gcm, secret: true }),
    androidGcmExtraData: text("Further data for GCM.", gcm),
    androidThirdPartyURL: text("URL of the other service.", { ...androidThirdParty, form: likely(webUrl) }),
    androidThirdPartyRequestHeaders: text("Headers of requests to it.", {
      ...androidThirdParty,
      secret: true,
    }),
    androidThirdPartyRequestBody: text("Body of requests to it.", androidThirdParty),
  }),
});
