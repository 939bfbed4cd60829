/** A place where the emulator and its OpenAPI document differ on purpose. */
export interface KnownDifference {
  why: string;
  /** Of schemathesis: what it calls the failure. */
  check: string;
  /** Method and path, such as `PUT /api/v3/livechat/mobilePush`. Default: all. */
  operation?: RegExp;
  /** Of the failure's own message. */
  message?: RegExp;
  /** Of the request's query and body, in JSON. */
  request?: RegExp;
  /** Of the answer's body. */
  answer?: RegExp;
}

/** Everything that generated requests may find. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    why: "An id has to be one of the site's, and a document can't tell which there are.",
    check: "RejectedPositiveData",
    answer: /names no (agent|department|agent or department) of the site|names no visitor who is online/,
  },
  {
    why: "A name has to be one of the site's: of its custom variables, conversion actions or away statuses.",
    check: "RejectedPositiveData",
    answer: /must be that of a custom variable|names no conversion action|'status' must be one of Online/,
  },
  {
    why: "The e-mail address and the password have to be the right ones; OAuth has 400 for others (RFC 6749, 5.2).",
    check: "RejectedPositiveData",
    operation: /^POST \/oauth\/token$/,
    answer: /The e-mail address or the password is wrong/,
  },
  {
    why: "The parts of a condition go together, and OpenAPI has no rule from one parameter to another.",
    check: "RejectedPositiveData",
    operation: /^GET \/api\/v3\/livechat\/chats$/,
    answer: /'conditions\[\d\]\[(field|operate)\]' must be one of/,
  },
  {
    why: "A system field of a form can't be deleted; its path is that of any other.",
    check: "RejectedPositiveData",
    operation: /^DELETE .*campaignFormFields\/\{id\}$/,
    answer: /A system field can't be deleted/,
  },
  {
    why: "The documents' misprints are served, too; they are in x-other-spellings (docs/api-notes.md#o06, #o13).",
    check: "UnsupportedMethodResponse",
    operation: /\/livechat\/(mobilePush|customerSegments)$/,
    message: /^Unsupported method (POST|PUT) returned (200|400)/,
  },
  {
    why: "As above: Allow has what is served.",
    check: "AllowHeaderMismatch",
    operation: /\/livechat\/(mobilePush|customerSegments)$/,
    message: /Undocumented methods advertised: (POST|PUT)\s/,
  },
  {
    why: "Examples and a table have a list of one as its one entry (docs/api-notes.md#o27, #o35).",
    check: "AcceptedNegativeData",
    operation: /^(PUT|POST) .*\/(language|secureForms.*)$/,
    message: /(customLanguageItems|options): Incorrect type/,
  },
  {
    why: "Examples write an empty list as an empty text (docs/api-notes.md#o43).",
    check: "AcceptedNegativeData",
    operation: /\/conversionActions/,
    message: /appendFieldList: Incorrect type/,
  },
  {
    why: "The draft has the one manual invitation in a list (docs/api-notes.md#o08).",
    check: "AcceptedNegativeData",
    operation: /\/invitation$/,
    message: /manualInvitation: Incorrect type/,
  },
  {
    why: "In a query a list with one empty text is written as an empty list, which asks for nothing.",
    check: "AcceptedNegativeData",
    message: /`include` in query/,
    request: /"include":"[, ]*"/,
  },
];
