// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/sync_command.h"

#include <fmt/format.h>

#include <array>
#include <iostream>

#include "kiosk/app/command.h"
#include "kiosk/app/device_key.h"
#include "platform/http_client/curl_transport.h"
#include "platform/json/writer.h"

namespace parcours::app {
namespace {

constexpr std::string_view kHelp =
    "parcours-kiosk sync --hub URL --data DIR --once [--shop S]\n"
    "One exchange with the hub: sends what waits, downloads what is new, then exits.\n"
    "Prints {\"rows\",\"events\",\"bytes_up\",\"bytes_down\",\"seconds\",\"cursor\",\"shop\"}.\n"
    "  --shop S   become a terminal of shop S (downloads that shop's rows)\n";

/// A hub that answers, but never takes or gives, must not hold us for ever.
constexpr int kFruitlessRoundsMax = 3;
/// Copies of one folder that sent before us each hold an epoch, and each costs a round to step
/// over.
constexpr int kNewEpochsMax = 1000;

std::string_view words_of(engine::Trouble trouble) {
  switch (trouble) {
    case engine::Trouble::None:
      return "the hub answered";
    case engine::Trouble::Unreachable:
      return "the hub cannot be reached";
    case engine::Trouble::CaptivePortal:
      return "a web page answered instead of the hub (captive portal?)";
    case engine::Trouble::HubErrors:
      return "the hub answered with an error";
    case engine::Trouble::WrongAddress:
      return "this address answers, but has no hub for this terminal";
    case engine::Trouble::NotEnrolled:
      return "the hub does not take this terminal";
    case engine::Trouble::Revoked:
      return "the hub has revoked this terminal";
    case engine::Trouble::Damaged:
      return "the answer was cut off or is none of a hub";
  }
  return "unknown trouble";
}

/// Wrong addresses and refused terminals are for a person to put right; all else passes, and is
/// tried again.
Error error_of(const Exchanged& exchanged, const std::string& url) {
  ErrorCode code = ErrorCode::Unavailable;
  std::string_view advice = "What waits stays in the outbox; try again later";
  if (exchanged.trouble == engine::Trouble::WrongAddress) {
    code = ErrorCode::NotFound;
    advice = "Correct --hub or --shop; a later try alone will not help";
  } else if (exchanged.trouble == engine::Trouble::NotEnrolled ||
             exchanged.trouble == engine::Trouble::Revoked) {
    code = ErrorCode::Denied;
    advice = "What waits stays in the outbox";
  }
  return {code, fmt::format("{} ({}). {}", words_of(exchanged.trouble), exchanged.detail, advice),
          url.substr(0, url.find('?'))};
}

void print_result(const Traffic& traffic, const journal::Standing& standing, double seconds) {
  json::Writer writer;
  writer.begin_object()
      .field("rows", traffic.rows)
      .field("events", traffic.events)
      .field("bytes_up", traffic.bytes_up)
      .field("bytes_down", traffic.bytes_down)
      .field("seconds", seconds)
      .field("cursor", standing.cursor)
      .field("shop", standing.shop)
      .field("device", standing.device)
      .end_object();
  std::cout << writer.text() << '\n';
}

constexpr std::array kOptions{OptionSpec{"--hub", ValueKind::Text, true},
                              OptionSpec{"--data", ValueKind::Text, true}, OptionSpec{"--shop"},
                              OptionSpec{"--once", ValueKind::Flag}};
constexpr CommandText kCommand{"sync", kHelp, kOptions, {}};

Result<int> sync(const Arguments& arguments) {
  const std::string hub = arguments.text("--hub"), shop = arguments.text("--shop");
  if (!arguments.has("--once")) {
    return fail(ErrorCode::Invalid, "only one exchange is offered; the terminal itself stays",
                "--once");
  }
  const SystemClock clock;
  const MonoTime start = clock.mono();
  // The URL is checked before anything is made on the disk.
  PARCOURS_CHECK(check_hub_url(hub));
  PARCOURS_TRY(const auto journal, journal::Journal::open(arguments.text("--data"), clock));
  journal::Exchange exchange{*journal};
  PARCOURS_TRY(HubLink link, HubLink::create(*journal, hub, random_seed()));
  PARCOURS_TRY(const auto key, device_key(arguments.text("--data")));
  link.sign_with(key);
  link.ask_shop(shop);
  link.fetch_snapshots(arguments.text("--data"));
  PARCOURS_TRY(const auto transport, http_client::CurlTransport::create());
  PARCOURS_CHECK(exchange_once(link, *transport, clock));
  PARCOURS_CHECK(journal->set_setting("hub", hub));
  PARCOURS_TRY(const auto standing, exchange.standing());
  if (!shop.empty() && standing.shop != shop) {
    return fail(ErrorCode::Denied,
                "this terminal is enrolled for shop " + standing.shop +
                    ", and has its rows; enrol it by a code for the other shop "
                    "(parcours-hub enrol --shop)",
                "--shop");
  }
  print_result(link.traffic(), standing,
               std::chrono::duration<double>(clock.mono() - start).count());
  return 0;
}

}  // namespace

Status exchange_once(HubLink& link, http_client::HttpTransport& transport, const Clock& clock) {
  link.engine().set_wait(false);
  bool pulled = false;
  int epochs = 0;
  for (int fruitless = 0; fruitless < kFruitlessRoundsMax && epochs < kNewEpochsMax;) {
    std::int64_t done = 0;
    for (const engine::Channel channel : engine::kChannels) {
      PARCOURS_TRY(const auto outgoing, link.next(channel, clock.mono()));
      if (!outgoing) continue;
      const auto response = carry(transport, outgoing->request, outgoing->piece);
      PARCOURS_TRY(const auto exchanged,
                   link.on_answer(channel, clock.mono(), clock.wall(), response));
      if (exchanged.trouble != engine::Trouble::None) {
        return fail(error_of(exchanged, outgoing->request.url));
      }
      // A lane that moved makes the rows of the pull before it old.
      pulled = channel == engine::Channel::Pull;
      done += exchanged.rows + exchanged.events + exchanged.fetched;
      if (!exchanged.new_epoch) continue;
      ++epochs;
      ++done;
    }
    PARCOURS_TRY(const bool settled, link.settled());
    if (settled && pulled) return {};
    fruitless = done > 0 ? 0 : fruitless + 1;
  }
  return fail(ErrorCode::Unavailable,
              "the hub answers but does not take what waits; try again later", "outbox");
}

int run_sync(std::span<const std::string_view> words) {
  return run_command(kCommand, words, std::cout, std::cerr, sync);
}

}  // namespace parcours::app
