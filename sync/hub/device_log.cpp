// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/device_log.h"

#include "platform/base/log.h"

namespace parcours::hub {

namespace {
constexpr std::chrono::minutes kQuiet{1};
/// Device names come from outside: beyond this many the memory of them starts over.
constexpr std::size_t kRememberedMax = 100'000;
}  // namespace

bool DeviceLog::worth_noting(const std::string& device, const std::string& shop) {
  const std::lock_guard lock(x_mutex);
  const MonoTime now = x_clock.mono();
  if (x_noted.size() >= kRememberedMax) x_noted.clear();
  const auto [entry, fresh] = x_noted.try_emplace(device, Noted{now, shop});
  if (fresh) return true;
  if (now - entry->second.at < kQuiet && entry->second.shop == shop) return false;
  entry->second = {now, shop};
  return true;
}

void DeviceLog::heard(const std::string& device, const std::string& shop, std::int64_t cursor) {
  if (!worth_noting(device, shop)) return;
  const auto now_ms = to_ms(x_clock.wall());
  Work work;
  work.run = [=](HubDb& db) { return db.marks().heard(device, now_ms, shop, cursor); };
  work.done = [](const Status&) {};  // the writer has logged a failure already
  if (!x_writer.submit(std::move(work))) {
    const std::lock_guard lock(x_mutex);
    x_noted.erase(device);
  }
}

}  // namespace parcours::hub
