// SPDX-License-Identifier: Apache-2.0
// One step in the making: the next state, what is recorded, what sounds. Lives during Visit::step
// only. Private to kiosk/visit; the step_*.cpp files hold the answers to each input.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "kiosk/visit/actions.h"
#include "kiosk/visit/visit.h"

namespace parcours::visit {

struct Step {
  const Facts& facts;
  WallTime wall{};
  MonoTime mono{};
  State next;
  Outcome out;

  [[nodiscard]] Actor actor() const { return {next.role, next.staff.staff}; }
  [[nodiscard]] bool is_staff() const { return next.role != Role::Shopper; }
  /// The customer this visit is about: the one opened by staff, or the identified shopper.
  [[nodiscard]] const std::string& customer() const {
    return is_staff() ? next.staff.customer : next.shopper.customer;
  }

  /// Another screen; the one left is kept for Back.
  void go(Screen screen, std::string_view about = {});
  /// Another screen, and nothing to go back to.
  void start_at(Screen screen);
  void back();
  /// End of visit: nothing of the person stays in the state.
  void wipe();
  void toast(std::string_view words, std::string_view argument = {}, bool danger = false);
  void refuse(std::string_view words);
  void sound(Sound sound) { out.sounds.push_back(sound); }
  void record(journal::EventDraft event) { out.events.push_back(std::move(event)); }
  /// Takes the events of a decision. False: it was refused (toast and sound say why) or the rows
  /// cannot be read.
  bool take(Result<Decision> decision);
  /// A reading of the rows failed: says so; what was asked does not happen.
  void trouble(const Error& error);
};

[[nodiscard]] Screen home_of(Role role);
[[nodiscard]] bool may_open(Role role, Screen screen);

void on_intent(Step& step, const Intent& intent);
void on_scan(Step& step, const Scanned& scanned);
void on_tick(Step& step);
void on_link(Step& step, const Link& link);
void enrol(Step& step, const std::string& typed);
void on_enrol_answered(Step& step, const EnrolAnswered& answered);
void on_pin_checked(Step& step, const PinChecked& checked);
void on_badge(Step& step, const scan::Badge& badge);

void open_product(Step& step, std::string_view product);
void open_customer(Step& step, std::string_view customer, std::string_view purpose);
void open_order(Step& step, std::string_view order);
void announce_pickup(Step& step, std::string_view code);
void use_coupon(Step& step, std::string_view code);
/// A coupon touched, not scanned. In a customer's file it leads to the basket, or says why not.
void choose_coupon(Step& step, std::string_view code);
void type_pin(Step& step, std::string_view digits);
void note_touch(Step& step, bool only_still_here);

// Intents of shoppers and of staff, each where its rules are.
void add_to_basket(Step& step, std::string_view product);
void set_quantity(Step& step, std::string_view product, int quantity);
void check_out(Step& step);
void move(Step& step, const OrderAction& action);
void answer_suggestion(Step& step, const AcceptSuggestion& answer);
void answer_survey(Step& step, int score);

}  // namespace parcours::visit
