// SPDX-License-Identifier: Apache-2.0
// Badge and PIN: who unlocks the terminal, and how often one may try. A failure is written before
// the check, so that pulling the plug after a wrong PIN does not give another try.
#include <algorithm>
#include <charconv>

#include "kiosk/visit/action_data.h"
#include "kiosk/visit/step.h"

namespace parcours::visit {
namespace {

constexpr std::chrono::seconds kPinLockMax{3600};

/// What the setting "pin.<staff>" says: "<failures> <locked until, wall ms>".
struct PinRecord {
  int failures = 0;
  std::int64_t locked_until_ms = 0;
};

std::string setting_name(const std::string& staff) {
  return "pin." + staff;
}

PinRecord read_record(const Facts& facts, const std::string& staff) {
  PinRecord record;
  const std::string text = facts.setting(setting_name(staff));
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, record.failures);
  if (first.ec == std::errc{} && first.ptr < end) {
    std::from_chars(first.ptr + 1, end, record.locked_until_ms);
  }
  return record;
}

void write_record(Step& step, const std::string& staff, const PinRecord& record) {
  step.out.settings.push_back({setting_name(staff), std::to_string(record.failures) + " " +
                                                        std::to_string(record.locked_until_ms)});
}

std::chrono::seconds lock_after(int failures) {
  if (failures < kPinFailuresMax) return std::chrono::seconds{0};
  const int doublings = std::min(failures - kPinFailuresMax, 10);
  return std::min(kPinLockFirst * (1 << doublings), kPinLockMax);
}

// The wall clock may have jumped: what is left is never more than the whole delay.
std::chrono::milliseconds left_of(const PinRecord& record, WallTime wall) {
  const std::chrono::milliseconds whole = lock_after(record.failures);
  const std::chrono::milliseconds left{record.locked_until_ms - to_ms(wall)};
  return std::clamp(left, std::chrono::milliseconds{0}, whole);
}

void show_lock(Step& step, std::chrono::milliseconds left) {
  auto& unlock = step.next.unlock;
  unlock.refusal = "locked";
  unlock.locked_until = step.mono + left;
  unlock.locked_until_ms = to_ms(step.wall + left);
  unlock.digits = 0;
}

bool is_locked(const Step& step) {
  const auto& until = step.next.unlock.locked_until;
  return until && step.mono < *until;
}

journal::EventDraft staff_event(const Step& step, std::string_view what, const std::string& staff) {
  ActionData data(step.facts, {step.next.role, staff});
  return draft("staff." + std::string(what), "staff:" + staff, data.done(),
               {step.next.role, staff});
}

}  // namespace

void on_badge(Step& step, const scan::Badge& badge) {
  auto staff = badge.staff.empty() ? step.facts.clienteling.by_badge(badge.code)
                                   : step.facts.clienteling.staff(badge.staff);
  if (!staff && staff.error().code != ErrorCode::NotFound) {
    step.trouble(staff.error());
    return;
  }
  // Whoever was here before hands the terminal over: nothing of theirs stays.
  step.wipe();
  step.next.last_touch = step.mono;
  step.start_at(Screen::Unlock);
  auto& unlock = step.next.unlock;
  if (!staff || staff->shop != step.facts.catalogue.here()) {
    unlock.refusal = "unknown_badge";
    step.sound(Sound::Refusal);
    return;
  }
  unlock.staff = staff->id;
  unlock.name = staff->name;
  step.sound(Sound::Scan);
  const auto left = left_of(read_record(step.facts, staff->id), step.wall);
  if (left.count() > 0) show_lock(step, left);
}

void type_pin(Step& step, std::string_view digits) {
  auto& unlock = step.next.unlock;
  if (unlock.staff.empty() || unlock.checking) return;
  if (is_locked(step)) {
    const auto left = std::chrono::ceil<std::chrono::seconds>(*unlock.locked_until - step.mono);
    step.toast("toast.pin_locked", std::to_string(left.count()), /*danger=*/true);
    step.sound(Sound::Refusal);
    return;
  }
  unlock.locked_until.reset();
  unlock.locked_until_ms = 0;
  unlock.refusal.clear();
  unlock.digits = static_cast<int>(std::min(digits.size(), kPinDigits));
  if (digits.size() < kPinDigits) return;
  const auto staff = step.facts.clienteling.staff(unlock.staff);
  if (!staff) {
    step.trouble(staff.error());
    return;
  }
  PinRecord record = read_record(step.facts, staff->id);
  ++record.failures;
  record.locked_until_ms = to_ms(step.wall + lock_after(record.failures));
  write_record(step, staff->id, record);
  unlock.checking = true;
  step.out.check_pin = PinCheck{staff->id, staff->pin_hash, std::string(digits)};
}

void on_pin_checked(Step& step, const PinChecked& checked) {
  auto& unlock = step.next.unlock;
  // The terminal may have been left meanwhile, or another badge shown: an answer to nobody opens
  // nothing.
  if (!unlock.checking || unlock.staff != checked.staff) return;
  unlock.checking = false;
  unlock.digits = 0;
  if (!checked.right) {
    step.sound(Sound::Refusal);
    const PinRecord record = read_record(step.facts, checked.staff);
    unlock.refusal = "wrong_pin";
    if (lock_after(record.failures).count() > 0) {
      show_lock(step, lock_after(record.failures));
      step.record(staff_event(step, "locked", checked.staff));
    }
    return;
  }
  const auto staff = step.facts.clienteling.staff(checked.staff);
  if (!staff) {
    step.trouble(staff.error());
    return;
  }
  write_record(step, staff->id, {});
  step.next.role = staff->role == "manager" ? Role::Manager : Role::Associate;
  step.next.staff = {};
  step.next.staff.staff = staff->id;
  step.next.staff.name = staff->name;
  step.next.unlock = {};
  step.record(staff_event(step, "unlocked", staff->id));
  step.start_at(home_of(step.next.role));
  step.sound(Sound::Success);
}

}  // namespace parcours::visit
