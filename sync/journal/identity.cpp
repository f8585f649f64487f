// SPDX-License-Identifier: Apache-2.0
// Which incarnation of which terminal the file is: a disk rolled back, cloned or replaced becomes
// another one, and what it still holds goes out again under the same event ids.
#include <charconv>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "sync/journal/store.h"

namespace parcours::journal {

Result<std::int64_t> meta_number(const Store& store, std::string_view name) {
  PARCOURS_TRY(const std::string text, store.file->get_meta(name));
  std::int64_t number = 0;
  if (text.empty()) return number;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc{} || end != text.data() + text.size()) {
    return fail(ErrorCode::Corrupt, "meta value is no number: " + std::string{name},
                store.file->place());
  }
  return number;
}

Status put_meta_number(Store& store, std::string_view name, std::int64_t value) {
  return store.file->put_meta(name, std::to_string(value));
}

Status identify(Store& store) {
  const std::optional<FenceMark> fence = store.fence->read();
  PARCOURS_TRY(store.device, store.file->get_meta("device"));
  PARCOURS_TRY(store.epoch, meta_number(store, "epoch"));
  PARCOURS_TRY(auto transaction, Transaction::begin(store));
  if (store.device.empty()) {
    if (fence) log(LogLevel::Warning, "journal_begins_anew", {{"device", fence->device}});
    store.device = fence ? fence->device : make_uuid7(store.clock.wall(), store.random);
    store.epoch = fence ? fence->epoch + 1 : 1;
    PARCOURS_CHECK(store.file->put_meta("device", store.device));
    PARCOURS_CHECK(put_meta_number(store, "epoch", store.epoch));
  } else {
    PARCOURS_TRY(const LaneRow control, store.file->get_lane(Lane::Control));
    const bool behind = !fence || fence->device != store.device || fence->epoch > store.epoch ||
                        (fence->epoch == store.epoch && fence->control_seq > control.last.seq);
    if (behind) {
      log(LogLevel::Warning, "journal_behind_fence", {{"epoch", std::to_string(store.epoch)}});
      if (fence && fence->epoch > store.epoch) store.epoch = fence->epoch;
      PARCOURS_CHECK(start_epoch(store));
    }
  }
  PARCOURS_CHECK(write_fence(store));
  return transaction.commit();
}

Status start_epoch(Store& store) {
  ++store.epoch;
  PARCOURS_CHECK(put_meta_number(store, "epoch", store.epoch));
  for (const Lane lane : kLanes) {
    PARCOURS_TRY(const auto events, store.file->unsent(lane));
    // Old numbers go first: the new ones may collide with them.
    PARCOURS_CHECK(store.file->clear_numbers(lane));
    LaneRow row;
    for (const PendingEvent& event : events) {
      row.last = {row.last.seq + 1, protocol::next_chain(row.last.chain, event.bytes)};
      PARCOURS_CHECK(store.file->renumber(event.ord, row.last));
    }
    PARCOURS_CHECK(store.file->put_lane(lane, row));
  }
  return {};
}

Status write_fence(Store& store) {
  PARCOURS_TRY(const LaneRow control, store.file->get_lane(Lane::Control));
  return store.fence->write({store.device, store.epoch, control.last.seq});
}

}  // namespace parcours::journal
