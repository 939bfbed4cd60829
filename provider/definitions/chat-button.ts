import { probably, when } from "../core/conditions";
import { defineResource } from "../core/definition";
import { colour, flag, id, integer, oneOf, oneOfIntegers, set, text } from "../core/fields";
import { domainOrUrl } from "../core/forms/addresses";
import { likely } from "../core/forms/form";
import { svg } from "../core/forms/svg";
import { campaign } from "./campaign";
import { image } from "./image";

const adaptive = { when: when("type", "adaptive") } as const;
const adaptiveOffset = { when: probably("type", "adaptive"), default: 0 } as const;
const imageButton = { when: when("type", "image") } as const;
const imageKey = { ...imageButton, readOnly: true } as const;

const edges = ["bottomRight", "leftMiddle", "rightMiddle"];
/** Examples send other combinations, so these are warnings only (docs/api-notes.md#o19). */
const positionsByMode = {
  Basic: [...edges, "static"],
  Advanced: [...edges, "centered", "topLeft", "topMiddle", "topRight", "bottomLeft", "bottomMiddle"],
};

export const chatButton = defineResource({
  name: "ChatButton",
  description: "The chat button of a campaign: how a visitor opens a chat. Every campaign has exactly one.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/chatButton",
  parents: { campaignId: campaign },
  example: {
    type: "adaptive",
    adaptiveButtonColor: "#0A66C2",
    adaptiveButtonRightOffset: 24,
    isHideWhenOffline: true,
  },
  fields: () => ({
    type: oneOf(["adaptive", "image", "textLink"], "What the button is.", { default: "adaptive" }),
    isHideWhenOffline: flag("Whether the button is hidden while no agent is online."),
    isDomainRestrictionEnabled: flag("Whether the button appears on the allowed domains only."),
    allowedDomains: set(
      text("A domain or URL.", { form: likely(domainOrUrl) }),
      "Domains or URLs where the button may appear.",
      {
        when: probably("isDomainRestrictionEnabled", true),
      },
    ),
    adaptiveButtonColor: colour("Colour of the button.", adaptive),
    adaptiveButtonRightOffset: integer("Distance from the right edge, in pixels.", adaptiveOffset),
    adaptiveButtonBottomOffset: integer("Distance from the bottom edge, in pixels.", adaptiveOffset),
    adaptiveButtonRightOffsetOnMobile: integer(
      "Distance from the right edge on mobile, in pixels.",
      adaptiveOffset,
    ),
    adaptiveButtonBottomOffsetOnMobile: integer(
      "Distance from the bottom edge on mobile, in pixels.",
      adaptiveOffset,
    ),
    isCustomizedAdaptiveButtonUsed: flag("Whether an icon of your own is used.", {
      when: probably("type", "adaptive"),
    }),
    customizedAdaptiveButtonIcon: text("The icon as SVG markup.", {
      when: probably("isCustomizedAdaptiveButtonUsed", true),
      form: likely(svg),
    }),
    isImageButtonFloating: flag("Whether the picture floats over the page.", imageButton),
    imageButtonPosition: oneOf(
      // biome-ignore format: the list as the API document has it.
      ["bottomRight", "static", "leftMiddle", "rightMiddle", "centered", "topLeft", "topMiddle", "topRight", "bottomLeft", "bottomMiddle"],
      "Where the picture is; which values are allowed depends on imageButtonPositionMode.",
      { ...imageButton, valuesBy: { field: "imageButtonPositionMode", values: positionsByMode } },
    ),
    imageButtonPositionMode: oneOf(["Basic", "Advanced"], "How the position is given.", imageButton),
    isImageButtonXOffsetByPixel: flag(
      "True: imageButtonXOffset is in pixels; false: in percent.",
      imageButton,
    ),
    imageButtonXOffset: integer("Horizontal distance from the edge.", imageButton),
    isImageButtonYOffsetByPixel: flag(
      "True: imageButtonYOffset is in pixels; false: in percent.",
      imageButton,
    ),
    imageButtonYOffset: integer("Vertical distance from the edge.", imageButton),
    imageButtonImageSource: oneOf(["fromGallery", "fromMyComputer"], "Where the pictures come from.", {
      readOnly: true,
    }),
    imageButtonOnlineImage: id("File key of the picture while an agent is online.", imageKey),
    imageButtonOfflineImage: id("File key of the picture while no agent is online.", imageKey),
    imageButtonTypeOnMobile: oneOf(["text", "image"], "What the button is on a mobile device."),
    imageButtonColorOnMobile: colour("Colour of the button on a mobile device."),
    imageButtonTextColorOnMobile: colour("Colour of the button's text on a mobile device."),
    imageButtonOnlineImageOnMobile: id("File key of the mobile picture while an agent is online.", {
      readOnly: true,
    }),
    imageButtonOfflineImageOnMobile: id("File key of the mobile picture while no agent is online.", {
      readOnly: true,
    }),
    imageButtonPositionOnMobile: oneOf(
      // biome-ignore format: the list as the API document has it.
      ["bottomLeft", "bottomMiddle", "bottomRight", "topLeft", "leftMiddle", "RightMiddle", "leftBottom", "rightBottom"],
      "Where the button is on a mobile device.",
      { alsoSpelled: { rightMiddle: "RightMiddle" } }, // Both documents capitalise it (docs/api-notes.md#o20).
    ),
    // The draft's table repeats the name imageButtonTypeOnMobile for it (docs/api-notes.md#o78).
    textLinkButtonText: text("Text of the link.", { when: when("type", "textLink") }),
    // The 2020 draft only: the published document has the SVG icon instead.
    adaptiveButtonIconType: oneOfIntegers(
      [1, 2, 3, 4],
      "Which of the four icons is used (2020 draft).",
      adaptive,
    ),
    adaptiveButtonOnlineIcon: image("Icon while an agent is online (2020 draft).", adaptive),
    adaptiveButtonOfflineIcon: image("Icon while no agent is online (2020 draft).", adaptive),
  }),
});
