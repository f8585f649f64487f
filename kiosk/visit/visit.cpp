// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/visit.h"

#include <algorithm>

#include "kiosk/visit/step.h"
#include "platform/base/assert.h"

namespace parcours::visit {
namespace {

// Ages are told in words of minutes: a staff screen is drawn anew this often.
constexpr std::chrono::seconds kStaffRefresh{30};
constexpr std::chrono::seconds kCountdownStep{1};

bool idle_counts(const State& state) {
  return state.place.screen != Screen::Attract && state.place.screen != Screen::Pairing &&
         state.place.screen != Screen::Failure;
}

void earliest(std::optional<MonoTime>& wake, MonoTime candidate) {
  if (!wake || candidate < *wake) wake = candidate;
}

std::optional<MonoTime> next_wake(const State& state, MonoTime now) {
  std::optional<MonoTime> wake;
  if (state.toast_until) earliest(wake, *state.toast_until);
  if (state.unlock.locked_until && *state.unlock.locked_until > now) {
    earliest(wake, std::min(*state.unlock.locked_until, now + kCountdownStep));
  }
  if (!idle_counts(state)) return wake;
  if (state.question_since) {
    earliest(wake, now + kCountdownStep);
  } else if (state.last_touch) {
    earliest(wake, *state.last_touch + kIdle);
  }
  if (state.role != Role::Shopper) earliest(wake, now + kStaffRefresh);
  return wake;
}

struct Dispatch {
  Step& step;
  void operator()(const Tick&) const { on_tick(step); }
  void operator()(const Intent& intent) const {
    note_touch(step, std::holds_alternative<StillHere>(intent));
    on_intent(step, intent);
  }
  void operator()(const Scanned& scanned) const {
    note_touch(step, false);
    on_scan(step, {scanned.meaning, scanned.text, scanned.aim});
  }
  void operator()(const Link& link) const { on_link(step, link); }
  void operator()(const RowsChanged&) const {
    if (step.next.place.screen == Screen::Pairing && !step.facts.catalogue.here().empty()) {
      step.start_at(step.next.first);
    }
  }
  void operator()(const PinChecked& checked) const { on_pin_checked(step, checked); }
  void operator()(const EnrolAnswered& answered) const { on_enrol_answered(step, answered); }
  void operator()(const Failed& failed) const {
    step.wipe();
    step.next.failure = failed.failure;
    step.start_at(Screen::Failure);
  }
};

// A tick that found nothing to do must not draw a still screen again.
bool quiet(const Input& input, const State& before, const State& after) {
  if (!std::holds_alternative<Tick>(input.what)) return false;
  return after.role == Role::Shopper && !after.question_since && !after.unlock.locked_until &&
         before.toast.has_value() == after.toast.has_value() &&
         before.place.screen == after.place.screen && !before.question_since;
}

}  // namespace

void note_touch(Step& step, bool only_still_here) {
  State& next = step.next;
  next.last_touch = step.mono;
  if (!only_still_here) {
    next.extensions = 0;
  } else if (next.question_since) {
    ++next.extensions;
  }
  next.question_since.reset();
}

void on_tick(Step& step) {
  State& next = step.next;
  if (next.toast_until && step.mono >= *next.toast_until) {
    next.toast.reset();
    next.toast_until.reset();
  }
  if (next.unlock.locked_until && step.mono >= *next.unlock.locked_until) {
    next.unlock.locked_until.reset();
    next.unlock.locked_until_ms = 0;
    next.unlock.refusal.clear();
  }
  if (!idle_counts(next) || !next.last_touch) return;
  if (next.question_since) {
    if (step.mono - *next.question_since >= kQuestion) step.wipe();
    return;
  }
  if (step.mono - *next.last_touch < kIdle) return;
  // Who answered ten times and did nothing else is somebody's coat on the screen.
  if (next.extensions >= kExtensionsMax) return step.wipe();
  next.question_since = step.mono;
  step.sound(Sound::StillThere);
}

Outcome Visit::step(const Input& input, const Facts& facts) {
  PARCOURS_ASSERT(!x_staged);
  Step step{facts, input.wall, input.mono, x_state, {}};
  std::visit(Dispatch{step}, input.what);
  step.out.changed = !quiet(input, x_state, step.next);
  step.out.wake = next_wake(step.next, input.mono);
  if (step.out.changed) ++step.next.version;
  if (step.out.events.empty()) {
    x_state = std::move(step.next);
    return std::move(step.out);
  }
  x_now = input.mono;
  x_staged = std::move(step.next);
  Outcome first;
  first.events = std::move(step.out.events);
  first.settings = std::move(step.out.settings);
  step.out.events.clear();
  step.out.settings.clear();
  x_after = std::move(step.out);
  x_telemetry_only =
      std::all_of(first.events.begin(), first.events.end(), [](const journal::EventDraft& event) {
        return journal::lane_of(event.type) == journal::Lane::Telemetry;
      });
  return first;
}

Outcome Visit::committed() {
  PARCOURS_ASSERT(x_staged);
  x_state = std::move(*x_staged);
  x_staged.reset();
  return std::exchange(x_after, {});
}

Outcome Visit::refused(const Error& error) {
  PARCOURS_ASSERT(x_staged);
  if (x_telemetry_only) {
    x_staged->link.trouble = error.code == ErrorCode::Full ? "disk_full" : "journal";
    return committed();
  }
  x_staged.reset();
  x_after = {};
  x_state.toast =
      Toast{"toast.not_saved", std::string(to_string(error.code)), true, ++x_state.toasts};
  x_state.toast_until = x_now + std::chrono::seconds{8};
  ++x_state.version;
  Outcome out;
  out.sounds.push_back(Sound::Refusal);
  out.changed = true;
  out.wake = next_wake(x_state, x_now);
  return out;
}

}  // namespace parcours::visit
