// SPDX-License-Identifier: Apache-2.0
// Whether the hub takes this terminal: a code typed for it, and what a revoked terminal does, which
// is nothing at all until it is restored.
#include "kiosk/visit/step.h"
#include "sync/protocol/enrol.h"

namespace parcours::visit {
namespace {

bool shows_revoked(const State& state) {
  return state.place.screen == Screen::Failure && state.failure.code == kRevokedCode;
}

}  // namespace

void on_link(Step& step, const Link& link) {
  State& next = step.next;
  next.link = link;
  // Damage says more than the hub: it stays on the screen.
  if (next.place.screen == Screen::Failure && !shows_revoked(next)) return;
  if (link.trouble == kRevoked) {
    if (shows_revoked(next)) return;
    step.wipe();
    next.failure = {std::string{kRevokedCode}, {}, {}};
    step.start_at(Screen::Failure);
    return;
  }
  if (shows_revoked(next)) step.start_at(next.first);
  const bool empty = step.facts.catalogue.here().empty();
  if (link.trouble == kNotEnrolled && empty && next.place.screen != Screen::Pairing) {
    step.wipe();
  }
}

void enrol(Step& step, const std::string& typed) {
  State& next = step.next;
  const bool here =
      next.place.screen == Screen::Pairing || next.place.screen == Screen::ServiceMenu;
  if (!here || next.enrol.asking) return;
  const auto code = protocol::parse_enrol_code(typed);
  next.enrol = {code.has_value(), code ? "" : "typing"};
  if (code) {
    step.out.enrol_code = to_text(*code);
  } else {
    step.sound(Sound::Refusal);
  }
}

void on_enrol_answered(Step& step, const EnrolAnswered& answered) {
  step.next.enrol = {false, answered.refusal};
  step.sound(answered.refusal.empty() ? Sound::Success : Sound::Refusal);
  if (answered.refusal.empty()) step.toast("toast.enrolled");
}

}  // namespace parcours::visit
