// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/device_log.h"

#include <memory>
#include <utility>
#include <vector>

namespace parcours::hub {

namespace {

constexpr std::chrono::minutes kQuiet{1};
constexpr std::chrono::seconds kBetweenFlushes{5};
/// Device names come from outside: beyond this many the memory of them starts over.
constexpr std::size_t kRememberedMax = 100'000;

struct Note {
  std::string device;
  std::int64_t last_ms = 0;
  Said said;
};

}  // namespace

DeviceLog::DeviceLog(Writer& writer, const Clock& clock)
    : x_writer(writer), x_clock(clock), x_thread([this] { loop(); }) {}

DeviceLog::~DeviceLog() {
  stop();
}

void DeviceLog::heard(const std::string& device, const Said& said) {
  bool at_once = false;
  {
    const std::lock_guard lock(x_mutex);
    if (x_entries.size() >= kRememberedMax) x_entries.clear();
    const MonoTime now = x_clock.mono();
    const auto [at, fresh] = x_entries.try_emplace(device);
    auto& entry = at->second;
    at_once = fresh || entry.said.shop != said.shop;
    if (at_once || !(entry.said == said) || now - entry.noted >= kQuiet) {
      entry.due = true;
      entry.noted = now;
    }
    entry.last_ms = to_ms(x_clock.wall());
    entry.said = said;
  }
  if (at_once) flush();
}

void DeviceLog::stop() {
  {
    const std::lock_guard lock(x_mutex);
    x_stopping = true;
  }
  x_wake.notify_all();
  if (!x_thread.joinable()) return;
  x_thread.join();
  flush();
}

void DeviceLog::loop() {
  std::unique_lock lock(x_mutex);
  while (!x_wake.wait_for(lock, kBetweenFlushes, [&] { return x_stopping; })) {
    lock.unlock();
    flush();
    lock.lock();
  }
}

void DeviceLog::flush() {
  auto notes = std::make_shared<std::vector<Note>>();
  {
    const std::lock_guard lock(x_mutex);
    for (auto& [device, entry] : x_entries) {
      if (!std::exchange(entry.due, false)) continue;
      notes->push_back({device, entry.last_ms, entry.said});
    }
  }
  if (notes->empty()) return;
  Work work;
  work.run = [notes](HubDb& db) -> Status {
    for (const auto& [device, last_ms, said] : *notes)
      PARCOURS_CHECK(db.marks().heard(device, last_ms, said.shop, said.cursor, said.epoch));
    return {};
  };
  work.done = [](const Status&) {};  // the writer has logged a failure already
  if (x_writer.submit(std::move(work))) return;
  const std::lock_guard lock(x_mutex);
  for (const auto& note : *notes) {
    if (const auto at = x_entries.find(note.device); at != x_entries.end()) at->second.due = true;
  }
}

}  // namespace parcours::hub
