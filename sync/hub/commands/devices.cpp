// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "platform/base/clock.h"
#include "platform/json/writer.h"
#include "sync/hub/commands/command.h"
#include "sync/hub/database.h"
#include "sync/hub/door/rulings.h"
#include "sync/hub/reader.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kHelp =
    R"(devices --data DIR [options]   the terminals this hub has heard, and how far each is

One JSON object a terminal: id, shop, when first and last heard, its cursor and the hub's head, its
epoch and the last sequence taken of each of its lanes, since when its key is known (enrolled), and
whether it is revoked. Works while the hub serves.
  --data DIR     the hub's directory
  --revoke ID    from its next request on this terminal gets and gives nothing; it keeps what it
                 has not sent, and shows no customers any more
  --restore ID   takes that back: it sends what it kept)";

std::string line_of(const DeviceState& device, const Rulings& rulings, std::int64_t head) {
  json::Writer out;
  out.begin_object().field("device", device.id).field("shop", device.shop);
  out.field("first_heard", to_rfc3339(from_ms(device.first_ms)));
  out.field("last_heard", to_rfc3339(from_ms(device.last_ms)));
  out.field("cursor", device.cursor).field("head", head).field("epoch", device.epoch);
  out.key("lanes").begin_object();
  for (const auto& mark : device.marks) out.field(mark.lane, mark.seq);
  out.end_object();
  if (device.enrolment) {
    out.field("enrolled", to_rfc3339(from_ms(device.enrolment->since_ms)));
  } else {
    out.key("enrolled").null();
  }
  return out.field("revoked", rulings.revoked.contains(device.id)).end_object().take();
}

Status rule(const std::filesystem::path& directory, const Arguments& arguments,
            const std::vector<DeviceState>& devices) {
  if (arguments.has("--revoke") && arguments.has("--restore")) {
    return fail(ErrorCode::Invalid, "one ruling at a time: leave --revoke or --restore out",
                "--restore");
  }
  const bool revoke = arguments.has("--revoke");
  const std::string id = arguments.text(revoke ? "--revoke" : "--restore");
  const bool known = std::any_of(devices.begin(), devices.end(),
                                 [&](const DeviceState& device) { return device.id == id; });
  if (!known) {
    return fail(ErrorCode::NotFound, "this hub has heard no such terminal; devices lists them", id);
  }
  return change_rulings(directory, [&](Rulings& rulings) {
    if (revoke) {
      rulings.revoked.insert(id);
    } else {
      rulings.revoked.erase(id);
    }
  });
}

Result<int> run(const Arguments& arguments) {
  const std::filesystem::path directory = arguments.text("--data");
  PARCOURS_TRY(const auto reader, Reader::open(directory / kDatabaseFile));
  PARCOURS_TRY(const auto state, reader->state());
  PARCOURS_TRY(const auto devices, reader->devices());
  if (arguments.has("--revoke") || arguments.has("--restore")) {
    PARCOURS_CHECK(rule(directory, arguments, devices));
  }
  PARCOURS_TRY(const auto rulings, RulingsFile{directory}.now());
  for (const auto& device : devices) print_line(line_of(device, *rulings, state.head));
  return 0;
}

}  // namespace

Command devices_command() {
  return {
      "devices", kHelp, {{"--data", ValueKind::Text, true}, {"--revoke"}, {"--restore"}}, {}, run};
}

}  // namespace parcours::hub
