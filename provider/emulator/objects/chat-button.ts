import type { FieldRule, ObjectRules } from "../rules";
import { image, imageKey, imageSource, off, text, zero } from "./common";

// The documents give no default for most fields: false, nothing, and Comm100's blue are ours.
const colour: FieldRule = { type: "string", format: "colour", default: "#1E88E5" };

export const chatButton: ObjectRules = {
  name: "ChatButton",
  description: "What a campaign's visitors click to chat.",
  source: "published line 2806, draft line 266",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/chatButton",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    type: { type: "string", values: ["adaptive", "image", "textLink"], default: "adaptive" },
    isHideWhenOffline: off,
    isDomainRestrictionEnabled: off,
    allowedDomains: { type: "string[]", default: [] },
    adaptiveButtonColor: colour,
    adaptiveButtonRightOffset: zero,
    adaptiveButtonBottomOffset: zero,
    adaptiveButtonRightOffsetOnMobile: zero,
    adaptiveButtonBottomOffsetOnMobile: zero,
    isCustomizedAdaptiveButtonUsed: off,
    customizedAdaptiveButtonIcon: text,
    isImageButtonFloating: off,
    // Which value goes with which mode isn't enforced, as examples break the table's rule
    // (docs/api-notes.md#o19).
    imageButtonPosition: {
      type: "string",
      values: [
        "bottomRight",
        "static",
        "leftMiddle",
        "rightMiddle",
        "centered",
        "topLeft",
        "topMiddle",
        "topRight",
        "bottomLeft",
        "bottomMiddle",
      ],
      default: "bottomRight",
    },
    imageButtonPositionMode: { type: "string", values: ["Basic", "Advanced"], default: "Basic" },
    isImageButtonXOffsetByPixel: off,
    imageButtonXOffset: zero,
    isImageButtonYOffsetByPixel: off,
    imageButtonYOffset: zero,
    imageButtonImageSource: imageSource,
    imageButtonOnlineImage: imageKey,
    imageButtonOfflineImage: imageKey,
    imageButtonTypeOnMobile: { type: "string", values: ["text", "image"], default: "text" },
    imageButtonColorOnMobile: colour,
    imageButtonTextColorOnMobile: { ...colour, default: "#FFFFFF" },
    imageButtonOnlineImageOnMobile: imageKey,
    imageButtonOfflineImageOnMobile: imageKey,
    imageButtonPositionOnMobile: {
      type: "string",
      // Both documents capitalise RightMiddle (docs/api-notes.md#o20).
      values: [
        "bottomLeft",
        "bottomMiddle",
        "bottomRight",
        "topLeft",
        "leftMiddle",
        "RightMiddle",
        "leftBottom",
        "rightBottom",
      ],
      default: "bottomRight",
    },
    textLinkButtonText: text,
    // Only in the draft.
    adaptiveButtonIconType: { type: "integer", values: [1, 2, 3, 4], default: 1 },
    adaptiveButtonOnlineIcon: image,
    adaptiveButtonOfflineIcon: image,
  },
};
