// SPDX-License-Identifier: Apache-2.0
// One person at one terminal: a state machine. Pure: a step takes an input, the time and facts, and
// says what to record. Owned by the core thread. Success shows only after the core has committed:
// staged until committed() or refused().
//
//   Outcome out = visit.step(input, facts);
//   if (out.must_commit()) { ok = journal.commit(out.events); out = ok ? visit.committed() :
//   visit.refused(error); } apply out.settings; start out.check_pin; play out.sounds; if
//   (out.changed) show(visit.present(facts, now));
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/visit/facts.h"
#include "kiosk/visit/intent.h"
#include "kiosk/visit/state.h"
#include "kiosk/visit/view_state.h"
#include "platform/base/clock.h"
#include "platform/base/error.h"
#include "sync/journal/journal.h"

namespace parcours::visit {

/// A code was read and recognised (camera, wedge, serial).
struct Scanned {
  scan::Meaning meaning;
  std::string text = {};  ///< as read, for the screen that says what was not understood
  std::string aim = {};   ///< AIM symbology identifier: "]E0"; empty when not known
};
struct Tick {};         ///< time passed: idle clock, toasts
struct RowsChanged {};  ///< sync brought rows, or the terminal's own facts changed
/// The core verified a PIN against the hash it was given (argon2id takes too long for a step).
struct PinChecked {
  std::string staff;
  bool right = false;
};
/// The hub answered to the code of an Outcome.
struct EnrolAnswered {
  std::string refusal;  ///< as EnrolView's; "": this terminal is taken in
};
/// The journal cannot serve: the operator's screen, with what was kept where.
struct Failed {
  FailureView failure;
};

struct Input {
  WallTime wall{};
  MonoTime mono{};
  std::variant<Tick, Intent, Scanned, Link, RowsChanged, PinChecked, EnrolAnswered, Failed> what;
};

enum class Sound { Scan, Success, Refusal, StillThere };

/// A small setting that survives (Journal::set_setting).
struct Setting {
  std::string name;
  std::string value;
};

/// "Is this PIN the one of that hash?": answer with an Input{PinChecked}.
struct PinCheck {
  std::string staff;
  std::string hash;
  std::string pin;
};

struct Outcome {
  std::vector<journal::EventDraft>
      events;                     ///< commit all in one transaction, then committed() or refused()
  std::vector<Setting> settings;  ///< write before anything else
  std::optional<PinCheck> check_pin;
  std::optional<std::string> enrol_code;  ///< show it to the hub, answer with EnrolAnswered
  std::vector<Sound> sounds;
  bool changed = false;          ///< present() will differ
  std::optional<MonoTime> wake;  ///< step a Tick no later than this
  [[nodiscard]] bool must_commit() const { return !events.empty(); }
};

class Visit {
 public:
  explicit Visit(State start = {}) : x_state(std::move(start)) {}

  /// One input. While a commit is awaited (must_commit), no other step may come: asserted.
  [[nodiscard]] Outcome step(const Input& input, const Facts& facts);
  /// The events of the last outcome are durable: what they did shows.
  [[nodiscard]] Outcome committed();
  /// They were not recorded. What the person did is not shown as done; a danger toast says why.
  /// Looking at things goes on even when its telemetry could not be kept.
  [[nodiscard]] Outcome refused(const Error& error);

  /// Everything the screens may know now. Errors of the rows show as an empty part and
  /// `link.trouble`.
  [[nodiscard]] ViewState present(const Facts& facts, WallTime now, MonoTime mono) const;

  [[nodiscard]] const State& state() const { return x_state; }

 private:
  State x_state;
  std::optional<State> x_staged;  ///< what holds once the events are durable
  Outcome x_after;                ///< sounds and wake that belong to it
  MonoTime x_now{};               ///< of the staged step
  bool x_telemetry_only = false;  ///< its events only say what was looked at
};

}  // namespace parcours::visit
