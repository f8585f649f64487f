// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/enrol_command.h"

#include <array>
#include <iostream>

#include "kiosk/app/command.h"
#include "kiosk/app/device_key.h"
#include "kiosk/app/hub_link.h"
#include "platform/http_client/curl_transport.h"
#include "platform/json/writer.h"
#include "sync/protocol/signature.h"

namespace parcours::app {
namespace {

constexpr std::string_view kHelp =
    "parcours-kiosk enrol --hub URL --data DIR --code CODE\n"
    "Makes this terminal one of the hub's: by a one-time code of `parcours-hub enrol`.\n"
    "Prints {\"device\",\"shop\",\"key\"}; its own key stays in DIR/device.key. The rows come with "
    "the next sync.\n";

constexpr std::array kOptions{OptionSpec{"--hub", ValueKind::Text, true},
                              OptionSpec{"--data", ValueKind::Text, true},
                              OptionSpec{"--code", ValueKind::Text, true}};
constexpr CommandText kCommand{"enrol", kHelp, kOptions, {}};

Result<int> enrol(const Arguments& arguments) {
  const std::string hub = arguments.text("--hub");
  // What is mistyped is found before anything is made on the disk.
  PARCOURS_CHECK(check_hub_url(hub));
  const auto code = protocol::parse_enrol_code(arguments.text("--code"));
  if (!code) return fail(ErrorCode::Invalid, "the code " + code.error().message, "--code");
  const std::filesystem::path folder = arguments.text("--data");
  const SystemClock clock;
  PARCOURS_TRY(const auto journal, journal::Journal::open(folder, clock));
  PARCOURS_TRY(const auto key, device_key(folder));
  PARCOURS_TRY(HubLink link, HubLink::create(*journal, hub, random_seed()));
  link.sign_with(key);
  PARCOURS_TRY(const auto request, link.enrolment(*code));
  PARCOURS_TRY(const auto transport, http_client::CurlTransport::create());
  auto enrolled = link.on_enrolled(transport->send(request));
  if (!enrolled) return fail(enrolled.error().code, enrolled.error().message, request.url);
  PARCOURS_CHECK(journal->set_setting("hub", hub));
  json::Writer out;
  out.begin_object().field("device", enrolled->device).field("shop", enrolled->shop);
  out.field("key", protocol::to_hex(key.public_key)).end_object();
  std::cout << out.text() << '\n';
  return 0;
}

}  // namespace

int run_enrol(std::span<const std::string_view> words) {
  return run_command(kCommand, words, std::cout, std::cerr, enrol);
}

}  // namespace parcours::app
