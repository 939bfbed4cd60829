import { id, integer, list, object, oneOf, text, time, url } from "../../core/fields";
import type { ObjectType } from "../../core/operation";
import { includedVisitor } from "./visitor";

const contactIdentity = object(
  "ContactIdentity",
  {
    id: integer("Id of the identity.", { readOnly: true }),
    contactId: integer("The contact it belongs to.", { required: true }),
    name: text("Name in that channel."),
    type: oneOf(
      // biome-ignore format: the list as the API document has it.
      ["visitor", "email", "SMS", "Facebook", "Twitter", "WeChat", "ssoid", "externalid", "Whatsapp", "inphase"],
      "The channel.",
      { required: true },
    ),
    value: text("The address in that channel.", { required: true }),
    avatarURL: url("Picture."),
    infoURL: url("Profile page."),
    screenName: text("Name on the screen."),
    originalContactPageURL: url("Page where the contact was made."),
  },
  "How a contact can be reached.",
);

const contact: ObjectType = {
  name: "Contact",
  description: "A contact of the vendor's contact management.",
  hasId: false,
  fields: {
    id: integer("Id of the contact.", { readOnly: true }),
    name: text("Name.", { required: true }),
    description: text("Notes."),
    firstName: text("First name."),
    lastName: text("Last name."),
    alias: text("Alias."),
    title: text("Title."),
    company: text("Company."),
    fax: text("Fax number."),
    phone: text("Phone number."),
    mailingAddress: text("Address."),
    city: text("City."),
    stateOrProvince: text("State or province."),
    countryOrRegion: text("Country or region."),
    postalOrZipCode: text("Postal code."),
    timeZone: text("Time zone, by its Windows name."),
    createdTime: time("When it was made."),
    lastUpdatedTime: time("When it was last changed."),
    contactIdentities: list(contactIdentity, "How the contact can be reached."),
  },
};

/** One visit of a visitor. */
export const session: ObjectType = {
  name: "Session",
  description: "One visit of a visitor.",
  hasId: false,
  fields: {
    // A GUID in every object, though the path's parameter is an integer (docs/api-notes.md#o52).
    id: id("Id of the session.", { required: true, readOnly: true }),
    startTime: time("When the visit began."),
    ip: text("IP address."),
    referrerURL: text("Where the visitor came from; cut off when it is long."),
    searchEngine: text("Search engine that the visitor came from."),
    keywords: text("What was searched for to come here."),
    browser: text("Browser."),
    flashVersion: text("Version of Flash."),
    language: text("Language of the browser."),
    screenResolution: text("Resolution of the screen."),
    operatingSystem: text("Operating system."),
    timeZone: text("Time zone."),
    landingPageURL: text("First page of the visit."),
    landingPageTitle: text("Title of the first page."),
    visitorId: id("The visitor."),
    visitor: includedVisitor("The visitor."),
    contactId: integer("The contact."),
    contact: object("Contact", contact.fields, "The contact.", { include: "contact" }),
  },
};
