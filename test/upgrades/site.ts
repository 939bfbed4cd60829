/** What the stored states name as the site's address; the environment says where it really is. */
export const BASE_URL = "http://127.0.0.1:1";

/** What no request makes, and the programs refer to. */
export const people = {
  agents: [
    { id: 7, email: "ann@example.com", displayName: "Ann", status: "Away" },
    { id: 8, email: "ben@example.com", displayName: "Ben", status: "Online" },
  ],
  departments: [
    { id: "8c9a7b10-2f4e-4a65-9d0f-5f1c2d3e4a51", name: "Sales", agentIds: [7] },
    { id: "8c9a7b10-2f4e-4a65-9d0f-5f1c2d3e4a52", name: "Repairs", agentIds: [8] },
  ],
};
