// SPDX-License-Identifier: Apache-2.0
#include "platform/base/clock.h"
#include "platform/json/writer.h"
#include "sync/hub/commands/command.h"
#include "sync/hub/database.h"
#include "sync/hub/reader.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kHelp =
    R"(devices --data DIR   the terminals this hub has heard, and how far each is

One JSON object a terminal: id, shop, when first and last heard, its cursor and the hub's head, its
epoch and the last sequence taken of each of its lanes. Works while the hub serves.
  --data DIR   the hub's directory)";

std::string line_of(const DeviceState& device, std::int64_t head) {
  json::Writer out;
  out.begin_object().field("device", device.id).field("shop", device.shop);
  out.field("first_heard", to_rfc3339(from_ms(device.first_ms)));
  out.field("last_heard", to_rfc3339(from_ms(device.last_ms)));
  out.field("cursor", device.cursor).field("head", head).field("epoch", device.epoch);
  out.key("lanes").begin_object();
  for (const auto& mark : device.marks) out.field(mark.lane, mark.seq);
  return out.end_object().end_object().take();
}

Result<int> run(const Arguments& arguments) {
  const std::filesystem::path file =
      std::filesystem::path{arguments.text("--data")} / kDatabaseFile;
  PARCOURS_TRY(const auto reader, Reader::open(file));
  PARCOURS_TRY(const auto state, reader->state());
  PARCOURS_TRY(const auto devices, reader->devices());
  for (const auto& device : devices) print_line(line_of(device, state.head));
  return 0;
}

}  // namespace

Command devices_command() {
  return {"devices", kHelp, {{"--data", ValueKind::Text, true}}, {}, run};
}

}  // namespace parcours::hub
