// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/core.h"

#include <algorithm>

#include "kiosk/app/device_key.h"
#include "platform/base/assert.h"
#include "platform/base/log.h"
#include "platform/crypto/password.h"

namespace parcours::app {
namespace {

constexpr std::chrono::milliseconds kSleepMax{60'000};

visit::State first_state(visit::Role role) {
  visit::State state;
  if (role != visit::Role::Shopper) state.first = visit::Screen::Unlock;
  state.place.screen = state.first;
  return state;
}

visit::FailureView failure_of(const Error& error) {
  const std::string code = error.code == ErrorCode::Corrupt       ? "K-CORRUPT"
                           : error.code == ErrorCode::Unsupported ? "K-NEWER"
                           : error.code == ErrorCode::Full        ? "K-FULL"
                           : error.code == ErrorCode::Conflict    ? "K-IN-USE"
                                                                  : "K-IO";
  return {code, error.where, error.message};
}

bool same(const visit::Link& a, const visit::Link& b) {
  // The time of the last contact moves with every pull; a still screen need not follow it.
  return a.mode == b.mode && a.unsent == b.unsent && a.kept == b.kept &&
         a.quarantined == b.quarantined && a.trouble == b.trouble &&
         a.oldest_unsent_ms == b.oldest_unsent_ms;
}

}  // namespace

Core::Core(CoreOptions options, std::function<void()> on_news)
    : x_options(std::move(options)),
      x_on_news(std::move(on_news)),
      x_visit(first_state(x_options.role)) {
  x_thread = std::jthread([this] { run(); });
}

Core::~Core() {
  x_queue.close();
  x_thread.join();
  if (x_enrol_wire) x_enrol_wire->cancel();
}

void Core::put(Inlet inlet) {
  ++x_pending;
  if (x_queue.try_push(std::move(inlet))) return;
  --x_pending;
  log(LogLevel::Warning, "core queue full: an input was dropped");
}

std::shared_ptr<const visit::ViewState> Core::state() const {
  const std::lock_guard lock(x_mutex);
  return x_state;
}

bool Core::idle() const {
  return x_pending == 0;
}

/// A damaged replica was moved aside by the journal: a second try starts a new one, and the
/// operator is told. When that fails too the terminal shows why and does nothing else.
bool Core::open() {
  auto desk = Desk::open(x_options.data, x_clock);
  std::optional<Error> damage;
  if (!desk && desk.error().code == ErrorCode::Corrupt) {
    damage = desk.error();
    desk = Desk::open(x_options.data, x_clock);
  }
  if (!desk) {
    log(LogLevel::Error, "replica not opened", {{"reason", desk.error().text()}});
    x_failure.emplace();
    x_failure->version = 1;  // what was shown before anything was known has none
    x_failure->screen = visit::Screen::Failure;
    x_failure->failure = failure_of(desk.error());
    publish();
    return false;
  }
  x_desk = std::move(*desk);
  feed(visit::RowsChanged{});
  if (damage) feed(visit::Failed{failure_of(*damage)});
  return true;
}

void Core::run() {
  if (open()) {
    auto link = HubLink::create(x_desk->journal(), x_options.hub, random_seed());
    if (link) {
      x_link.emplace(std::move(*link));
      if (const auto key = device_key(x_options.data); key) {
        x_link->sign_with(*key);
      } else {
        log(LogLevel::Error, "nothing is signed", {{"reason", key.error().text()}});
      }
      x_link->fetch_snapshots(x_options.data);
      if (x_desk->shop().empty()) x_link->ask_shop(x_options.shop);
      x_net = std::make_unique<NetThreads>(
          [this](engine::Channel channel, Result<http_client::Response> response) {
            put(HubAnswer{channel, std::move(response)});
          });
    } else {
      log(LogLevel::Error, "no hub", {{"reason", link.error().text()}});
    }
  }
  while (!x_queue.closed()) {
    if (x_desk) exchange();
    if (x_desk) stop_when_damaged();
    if (x_changed && x_desk) publish();
    auto inlet = x_queue.pop_for(sleep());
    if (inlet) {
      if (x_desk) handle(std::move(*inlet));
      if (x_desk) stop_when_damaged();
      if (x_changed && x_desk) publish();
      // Presenting reads too: what it met shows now, not with the next touch.
      if (x_desk) stop_when_damaged();
      if (x_changed && x_desk) publish();
      --x_pending;
    }
    if (x_wake && x_clock.mono() >= *x_wake) feed(visit::Tick{});
  }
  x_net.reset();
}

void Core::handle(Inlet inlet) {
  if (auto* intent = std::get_if<visit::Intent>(&inlet)) return feed(std::move(*intent));
  if (auto* line = std::get_if<ScannedLine>(&inlet)) return scanned(scan::from_line(line->text));
  if (auto* symbol = std::get_if<barcode::Symbol>(&inlet))
    return scanned(scan::from_symbol(*symbol));
  if (auto* checked = std::get_if<visit::PinChecked>(&inlet)) return feed(*checked);
  if (const auto* answer = std::get_if<HubAnswer>(&inlet)) return answered(*answer);
  if (auto* reply = std::get_if<EnrolReply>(&inlet)) return enrolled(reply->response);
  const auto& camera = std::get<CameraState>(inlet);
  x_desk->terminal().camera_working = camera.working;
  x_desk->terminal().camera_trouble = camera.trouble;
  feed(visit::RowsChanged{});
}

void Core::scanned(const scan::Scanned& scanned) {
  feed(visit::Scanned{scan::recognise(scanned, x_desk->rules(), x_clock.wall()), scanned.text,
                      scanned.aim});
}

void Core::feed(decltype(visit::Input::what) what) {
  carry_out(x_visit.step({x_clock.wall(), x_clock.mono(), std::move(what)}, x_desk->facts()));
}

void Core::carry_out(visit::Outcome outcome) {
  if (x_stopped) outcome.settings.clear();
  for (const auto& setting : outcome.settings)
    if (const auto set = x_desk->journal().set_setting(setting.name, setting.value); !set)
      fail(set.error());
  if (outcome.must_commit()) {
    const auto check = std::move(outcome.check_pin);
    const auto recorded = x_stopped
                              ? Result<std::vector<journey::Event>>{::parcours::fail(*x_damage)}
                              : x_desk->journal().commit(outcome.events);
    if (!recorded) fail(recorded.error());
    outcome = recorded ? x_visit.committed() : x_visit.refused(recorded.error());
    if (!outcome.check_pin) outcome.check_pin = check;
    outcome.changed = true;
  }
  if (outcome.check_pin) check_pin(*outcome.check_pin);
  if (outcome.enrol_code) enrol(*outcome.enrol_code);
  x_changed = x_changed || outcome.changed;
  x_wake = outcome.wake;
}

/// argon2id takes a tenth of a second by intent: not on this thread.
void Core::check_pin(const visit::PinCheck& check) {
  x_pin_check = std::jthread([this, check] {
    put(visit::PinChecked{check.staff, crypto::verify_password(check.hash, check.pin)});
  });
}

void Core::enrol(const std::string& code) {
  const auto parsed = protocol::parse_enrol_code(code);
  auto request = !x_link   ? Result<http_client::Request>{::parcours::fail(ErrorCode::Unavailable,
                                                                           "no hub is named")}
                 : !parsed ? Result<http_client::Request>{::parcours::fail(parsed.error())}
                           : x_link->enrolment(*parsed);
  auto wire = http_client::CurlTransport::create();
  if (!request || !wire) {
    put(EnrolReply{::parcours::fail(request ? wire.error() : request.error())});
    return;
  }
  // The thread of the one before has answered: the visit asks again only then.
  x_enrol_wire = std::move(*wire);
  x_enrol = std::jthread([this, wire = x_enrol_wire, request = std::move(*request)] {
    put(EnrolReply{wire->send(request)});
  });
}

void Core::enrolled(const Result<http_client::Response>& response) {
  auto answer = x_link ? x_link->on_enrolled(response)
                       : Result<protocol::EnrolAnswer>{
                             ::parcours::fail(ErrorCode::Unavailable, "no hub is named")};
  if (!answer) log(LogLevel::Warning, "not enrolled", {{"reason", answer.error().text()}});
  const bool said = !answer && answer.error().code == ErrorCode::Denied;
  feed(visit::EnrolAnswered{answer ? std::string{} : said ? answer.error().where : "unreachable"});
}

void Core::exchange() {
  if (!x_link) return;
  for (const auto channel : engine::kChannels) {
    auto outgoing = x_link->next(channel, x_clock.mono());
    if (!outgoing) {
      fail(outgoing.error());
    } else if (*outgoing) {
      x_net->send(std::move(**outgoing));
    }
  }
  const auto wake = x_link->wake();
  x_net_wake = wake ? *wake : std::nullopt;
  show_link();
}

void Core::answered(const HubAnswer& answer) {
  if (!x_link) return;
  const auto exchanged =
      x_link->on_answer(answer.channel, x_clock.mono(), x_clock.wall(), answer.response);
  if (!exchanged) return fail(exchanged.error());
  if (!exchanged->view_changed && exchanged->rows == 0) return;
  if (const auto refreshed = x_desk->refresh(); !refreshed) fail(refreshed.error());
  feed(visit::RowsChanged{});
}

void Core::show_link() {
  const auto link = x_link->link();
  if (!link) return fail(link.error());
  if (same(*link, x_shown_link)) return;
  x_shown_link = *link;
  feed(*link);
}

/// Trouble of the replica that the visit cannot show itself. Nothing is lost: it is tried again
/// with the next input. Damage is different, see stop_when_damaged.
void Core::fail(const Error& error) {
  log(LogLevel::Error, "replica", {{"reason", error.text()}});
  if (error.code == ErrorCode::Corrupt && !x_damage) x_damage = error;
}

/// A damaged file is not written any more, not even by the hub's rows: it stays as it is until the
/// next start moves it aside whole. The operator is told at once.
void Core::stop_when_damaged() {
  if (x_stopped) return;
  if (!x_damage) x_damage = journal::Exchange{x_desk->journal()}.damage();
  if (!x_damage) return;
  x_stopped = true;
  log(LogLevel::Error, "replica damaged: nothing more is recorded", {{"reason", x_damage->text()}});
  x_net.reset();
  x_link.reset();
  x_net_wake.reset();
  Error shown = *x_damage;
  shown.message +=
      "; nothing is recorded any more: start the terminal again, it keeps this file "
      "aside and begins a new one";
  feed(visit::Failed{failure_of(shown)});
}

void Core::publish() {
  auto state =
      x_desk ? x_visit.present(x_desk->facts(), x_clock.wall(), x_clock.mono()) : *x_failure;
  x_changed = false;
  {
    const std::lock_guard lock(x_mutex);
    x_state = std::make_shared<const visit::ViewState>(std::move(state));
  }
  x_on_news();
}

std::chrono::milliseconds Core::sleep() const {
  auto until = kSleepMax;
  const auto now = x_clock.mono();
  for (const auto& wake : {x_wake, x_net_wake})
    if (wake) until = std::min(until, std::max(std::chrono::milliseconds{0}, *wake - now));
  return until;
}

}  // namespace parcours::app
