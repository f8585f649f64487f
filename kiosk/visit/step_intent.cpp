// SPDX-License-Identifier: Apache-2.0
// Which answer belongs to which intent; navigation and settings of the screen are answered here.
#include "kiosk/visit/step.h"

namespace parcours::visit {
namespace {

// A screen about one thing opened from a rail or a bar keeps the thing it was about.
void open_screen(Step& step, Screen screen) {
  if (!may_open(step.next.role, screen)) {
    step.refuse("not_allowed");
    return;
  }
  if (screen == Screen::Attract) {
    step.wipe();
    return;
  }
  if (screen == Screen::Unlock) {
    step.wipe();
    step.next.last_touch = step.mono;
    step.start_at(Screen::Unlock);
    return;
  }
  if (screen == Screen::Home && step.is_staff()) screen = home_of(step.next.role);
  if (screen == home_of(step.next.role)) {
    step.start_at(screen);
    return;
  }
  std::string about;
  if (screen == Screen::Customer360) about = step.next.staff.customer;
  if (screen == step.next.place.screen) about = step.next.place.about;
  step.go(screen, about);
}

// Any word of six letters reads as a pickup code: only one that an order has is taken for it.
bool is_word(const Step& step, const scan::Meaning& meaning, std::string_view text) {
  if (std::holds_alternative<scan::Unknown>(meaning)) return true;
  const auto* pickup = std::get_if<scan::PickupCode>(&meaning);
  return pickup != nullptr && pickup->code.size() == text.size() &&
         !step.facts.clienteling.by_pickup_code(pickup->code);
}

// A code typed into the search goes the way of a scan, and is not left in the box.
bool typed_code(Step& step, const std::string& text) {
  const scan::Meaning meaning = step.facts.recognise(text, step.wall);
  if (is_word(step, meaning, text)) return false;
  step.next.shopper.search_words.clear();
  on_scan(step, {meaning, text});
  return true;
}

/// Who announced a pickup and has a basket goes on with it; everybody else is done.
void leave(Step& step) {
  auto& shopper = step.next.shopper;
  if (step.next.place.screen != Screen::Collect || shopper.basket.empty()) return step.wipe();
  shopper.pickup_typed.clear();
  shopper.announced_order.clear();
  shopper.pickup_refusal.clear();
  step.go(Screen::Basket);
}

struct Answer {
  Step& step;
  State& next;

  void operator()(const Touched&) const {
    if (next.place.screen == Screen::Attract) step.start_at(Screen::Home);
  }
  void operator()(const Open& intent) const { open_screen(step, intent.screen); }
  void operator()(const Back&) const { step.back(); }
  void operator()(const Leave&) const { leave(step); }
  void operator()(const StillHere&) const {}
  void operator()(const SetLanguage& intent) const { next.language = intent.language; }
  void operator()(const SetTheme& intent) const { next.theme = intent.theme; }
  void operator()(const SetLargeType& intent) const { next.large_type = intent.on; }
  void operator()(const SetReduceMotion& intent) const { next.reduce_motion = intent.on; }
  void operator()(const ChooseFamily& intent) const { next.shopper.family = intent.family; }
  void operator()(const SearchWords& intent) const {
    if (next.place.screen == Screen::LookUp) {
      next.staff.look_up_words = intent.words;
      return;
    }
    if (intent.submitted && typed_code(step, intent.words)) return;
    next.shopper.search_words = intent.words;
    step.go(Screen::Search);
  }
  void operator()(const OpenProduct& intent) const { open_product(step, intent.product); }
  void operator()(const OpenCustomer& intent) const {
    open_customer(step, intent.customer, intent.purpose);
  }
  void operator()(const OpenOrder& intent) const { open_order(step, intent.order); }
  void operator()(const ScanText& intent) const {
    on_scan(step, {step.facts.recognise(intent.text, step.wall), intent.text});
  }
  void operator()(const AddToBasket& intent) const { add_to_basket(step, intent.product); }
  void operator()(const SetQuantity& intent) const {
    set_quantity(step, intent.product, intent.quantity);
  }
  void operator()(const UseCoupon& intent) const { choose_coupon(step, intent.code); }
  void operator()(const Checkout&) const { check_out(step); }
  void operator()(const CallAssociate& intent) const {
    if (!step.take(call_associate(step.facts, step.customer(), intent.product, step.wall))) return;
    step.go(Screen::CallAssociate);
    const bool alone = next.link.mode == Link::Mode::Alone;
    step.toast(alone ? "toast.call_kept" : "toast.associate_called");
    step.sound(Sound::Success);
  }
  void operator()(const TypePickupCode& intent) const {
    next.shopper.pickup_typed = intent.code;
    next.shopper.pickup_refusal.clear();
  }
  void operator()(const AnnouncePickup& intent) const { announce_pickup(step, intent.code); }
  void operator()(const ShowAmounts& intent) const { next.shopper.shown = intent.shown; }
  void operator()(const TypePin& intent) const { type_pin(step, intent.digits); }
  void operator()(const MoveOrder& intent) const {
    move(step, {intent.order, intent.action, intent.argument});
  }
  void operator()(const PickLine& intent) const {
    move(step, {intent.order, "pick", intent.product});
  }
  void operator()(const AcceptSuggestion& intent) const { answer_suggestion(step, intent); }
  void operator()(const AddNote& intent) const {
    if (step.take(add_note(step.facts, step.actor(), intent.customer, intent.text))) {
      step.toast("toast.note_added");
      step.sound(Sound::Success);
    }
  }
  void operator()(const PauseAutomation& intent) const {
    if (step.take(pause_automation(step.facts, step.actor(), intent.customer, intent.paused))) {
      step.toast(intent.paused ? "toast.automation_paused" : "toast.automation_resumed");
    }
  }
  void operator()(const SetConsent& intent) const {
    if (!step.is_staff() && !next.shopper.shown) return step.refuse("masked");
    const ConsentChange change{step.customer(), intent.purpose, intent.given};
    if (step.take(set_consent(step.facts, step.actor(), change))) step.toast("toast.consent_saved");
  }
  void operator()(const AnswerSurvey& intent) const { answer_survey(step, intent.score); }
  void operator()(const UseReward& intent) const {
    const auto& who = intent.customer;
    if (!step.take(use_reward(step.facts, step.actor(), who, intent.reward, step.wall))) return;
    step.toast("toast.reward_used");
    step.sound(Sound::Success);
  }
  void operator()(const CloseTask& intent) const {
    if (step.take(close_task(step.facts, step.actor(), intent.task)))
      step.toast("toast.task_closed");
  }
  void operator()(const TakeTask& intent) const {
    if (step.take(take_task(step.facts, step.actor(), intent.task))) step.toast("toast.task_taken");
  }
  void operator()(const Enrol& intent) const { enrol(step, intent.code); }
  void operator()(const ReserveElsewhere& intent) const {
    const Reservation what{step.customer(), intent.product, intent.shop};
    if (!step.take(reserve(step.facts, step.actor(), what, step.wall))) return;
    const auto shop = step.facts.catalogue.shop(intent.shop);
    step.toast("toast.reserved", shop ? shop->name : intent.shop);
    step.sound(Sound::Success);
  }
};

}  // namespace

void on_intent(Step& step, const Intent& intent) {
  // On a terminal that cannot serve, looks may change and nothing else.
  const bool looks = std::holds_alternative<SetLanguage>(intent) ||
                     std::holds_alternative<SetTheme>(intent) ||
                     std::holds_alternative<SetLargeType>(intent) ||
                     std::holds_alternative<SetReduceMotion>(intent);
  const Screen screen = step.next.place.screen;
  // Before it belongs to a shop a terminal has no staff: whoever stands there types the code.
  const bool enrols = screen == Screen::Pairing && std::holds_alternative<Enrol>(intent);
  if ((screen == Screen::Failure || screen == Screen::Pairing) && !looks && !enrols) return;
  std::visit(Answer{step, step.next}, intent);
}

}  // namespace parcours::visit
