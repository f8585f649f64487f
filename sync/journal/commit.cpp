// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "platform/base/id.h"
#include "platform/json/value.h"
#include "sync/journal/store.h"

namespace parcours::journal {
namespace {

Result<journey::Event> event_of(Store& store, const EventDraft& draft) {
  const auto data = json::Document::parse(draft.data);
  if (!data || !data->root().is_object()) {
    return fail(ErrorCode::Invalid, "data is not a JSON object", draft.type);
  }
  if (draft.type.empty()) return fail(ErrorCode::Invalid, "an event needs a type", "type");
  const WallTime now = store.clock.wall();
  return journey::make_event({make_uuid7(now, store.random), "kiosk/" + store.device}, draft.type,
                             now, draft.subject, draft.data, {draft.channel, draft.initiator});
}

Status record(Store& store, const journey::Event& event) {
  const Lane lane = lane_of(event.type);
  PARCOURS_TRY(LaneRow row, store.file->get_lane(lane));
  row.last = {row.last.seq + 1, protocol::next_chain(row.last.chain, event.bytes)};
  PARCOURS_TRY(const std::int64_t ord, store.file->add_pending(lane, row.last, event));
  PARCOURS_CHECK(store.file->put_lane(lane, row));
  return lay_over(store, ord, event);
}

Result<std::vector<journey::Event>> commit_all(Store& store,
                                               const std::vector<EventDraft>& drafts) {
  std::vector<journey::Event> events;
  PARCOURS_TRY(auto transaction, Transaction::begin(store));
  bool control = false;
  for (const EventDraft& draft : drafts) {
    PARCOURS_TRY(auto event, event_of(store, draft));
    PARCOURS_CHECK(record(store, event));
    control = control || lane_of(event.type) == Lane::Control;
    events.push_back(std::move(event));
  }
  // Before the commit: a disk that forgets the commit but not the fence is found out at boot.
  if (control) PARCOURS_CHECK(write_fence(store));
  PARCOURS_CHECK(transaction.commit());
  return events;
}

}  // namespace

Result<std::vector<journey::Event>> Journal::commit(const std::vector<EventDraft>& drafts) {
  if (drafts.empty()) return std::vector<journey::Event>{};
  auto events = commit_all(*x_impl, drafts);
  if (events) return events;
  // Nothing was recorded: the fence goes back, or the next start would take this for a lost disk.
  const Status fence = write_fence(*x_impl);
  if (!fence) {
    return fail(events.error().code,
                events.error().message + "; and the fence: " + fence.error().message,
                events.error().where);
  }
  return events;
}

}  // namespace parcours::journal
