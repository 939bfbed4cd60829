import type { FieldRules, ObjectRules } from "../../rules";
import { text, zero } from "../common";

const contactIdentityFields: FieldRules = {
  id: { type: "integer", readOnly: true, assigned: true },
  contactId: zero,
  name: text,
  type: {
    type: "string",
    values: [
      "visitor",
      "email",
      "SMS",
      "Facebook",
      "Twitter",
      "WeChat",
      "ssoid",
      "externalid",
      "Whatsapp",
      "inphase",
    ],
    default: "visitor",
  },
  value: text,
  avatarURL: text,
  infoURL: text,
  screenName: text,
  originalContactPageURL: text,
};

export const contact: ObjectRules = {
  name: "Contact",
  source: "global API",
  kind: "collection",
  path: "/globalSettings/contacts",
  without: ["create", "update", "delete"],
  isNumbered: true,
  listing: { pages: { items: "contacts", total: "count", size: 10 } },
  fields: {
    name: text,
    description: text,
    firstName: text,
    lastName: text,
    alias: text,
    title: text,
    company: text,
    fax: text,
    phone: text,
    mailingAddress: text,
    city: text,
    stateOrProvince: text,
    countryOrRegion: text,
    postalOrZipCode: text,
    timeZone: text,
    createdTime: { type: "datetime" },
    lastUpdatedTime: { type: "datetime" },
    contactIdentities: {
      type: "object[]",
      default: [],
      fields: contactIdentityFields,
      typeName: "ContactIdentity",
    },
  },
};
