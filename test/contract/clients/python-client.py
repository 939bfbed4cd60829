# The calls of every generated client, by functions of openapi-python-client. The test puts those beside it.
import json
import sys

from generated.api.campaigns import campaigns_create, campaigns_get, campaigns_list, campaigns_update
from generated.api.chats import chats_list
from generated.client import Client
from generated.models import (
    CampaignInput,
    ChatConditionField,
    ChatConditionOperate,
    ChatInclude,
    Error,
)

base_url, authorization = sys.argv[1:3]
client = Client(base_url=base_url, headers={"authorization": authorization})

created = campaigns_create.sync(client=client, body=CampaignInput(name="Spring"))
listed = campaigns_list.sync(client=client)

time_from = "2000-01-01T00:00:00"
every = chats_list.sync(client=client, time_from=time_from)
filtered = chats_list.sync(
    client=client,
    time_from=time_from,
    include=[ChatInclude.CAMPAIGN],
    conditions0field=ChatConditionField.NAME,
    conditions0operate=ChatConditionOperate.CONTAINS,
    conditions0value="mia",
)

body = CampaignInput(name="Summer", description="From June")
updated = campaigns_update.sync(id=created.id, client=client, body=body)
failed = campaigns_get.sync(id="nobody", client=client)
assert isinstance(failed, Error)

print(
    json.dumps(
        {
            "created": created.name,
            "listed": [campaign.name for campaign in listed],
            "all": every.total_count,
            "filtered": [
                [chat.pre_chat.name, "string" if isinstance(chat.campaign.name, str) else None]
                for chat in filtered.chats
            ],
            "updated": updated.to_dict(),
            "error": failed.code,
        }
    )
)
