// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/step.h"

#include <algorithm>
#include <array>

namespace parcours::visit {
namespace {

constexpr std::chrono::seconds kToastShown{4};
constexpr std::size_t kBackMax = 20;

bool contains(const auto& list, Screen screen) {
  return std::find(list.begin(), list.end(), screen) != list.end();
}

}  // namespace

Screen home_of(Role role) {
  switch (role) {
    case Role::Shopper:
      return Screen::Home;
    case Role::Associate:
      return Screen::AssociateHome;
    case Role::Manager:
      return Screen::Pilot;
  }
  return Screen::Home;
}

bool may_open(Role role, Screen screen) {
  constexpr std::array kEverybody{Screen::Attract, Screen::Home,   Screen::Search,
                                  Screen::Product, Screen::Basket, Screen::UnknownCode,
                                  Screen::Unlock,  Screen::Pairing};
  constexpr std::array kShopper{Screen::Space, Screen::Collect, Screen::CallAssociate};
  constexpr std::array kStaff{Screen::AssociateHome, Screen::LookUp, Screen::Customer360,
                              Screen::OrderDetail,   Screen::Tasks,  Screen::CollectBoard,
                              Screen::ServiceMenu};
  constexpr std::array kManager{Screen::Pilot, Screen::Exceptions, Screen::JourneyMap,
                                Screen::Terminals};
  if (contains(kEverybody, screen)) return true;
  if (role == Role::Shopper) return contains(kShopper, screen);
  return contains(kStaff, screen) || (role == Role::Manager && contains(kManager, screen));
}

void Step::go(Screen screen, std::string_view about) {
  if (next.place.screen == screen && next.place.about == about) return;
  // Attract and Unlock are doors, not rooms: nobody goes back to them.
  if (next.place.screen != Screen::Attract && next.place.screen != Screen::Unlock) {
    next.back.push_back(next.place);
    if (next.back.size() > kBackMax) next.back.erase(next.back.begin());
  }
  next.place = {screen, std::string(about)};
}

void Step::start_at(Screen screen) {
  next.back.clear();
  next.place = {screen, {}};
}

void Step::back() {
  next.staff.order_refusal.clear();
  if (next.back.empty()) {
    start_at(home_of(next.role));
    return;
  }
  next.place = next.back.back();
  next.back.pop_back();
}

void Step::wipe() {
  next.role = Role::Shopper;
  next.shopper = {};
  next.staff = {};
  next.unlock = {};
  next.enrol.refusal.clear();
  next.unknown = {};
  next.toast.reset();
  next.toast_until.reset();
  next.question_since.reset();
  next.last_touch.reset();
  next.extensions = 0;
  next.language = next.default_language;
  next.theme = ThemeName::Light;
  next.large_type = false;
  next.reduce_motion = false;
  start_at(facts.catalogue.here().empty() ? Screen::Pairing : Screen::Attract);
}

void Step::toast(std::string_view words, std::string_view argument, bool danger) {
  next.toast = Toast{std::string(words), std::string(argument), danger, ++next.toasts};
  next.toast_until = mono + kToastShown;
}

void Step::refuse(std::string_view words) {
  toast("refusal." + std::string(words), {}, /*danger=*/true);
  sound(Sound::Refusal);
}

bool Step::take(Result<Decision> decision) {
  if (!decision) {
    trouble(decision.error());
    return false;
  }
  if (!decision->allowed()) {
    refuse(decision->refusal);
    return false;
  }
  for (auto& event : decision->events) record(std::move(event));
  return true;
}

void Step::trouble(const Error& error) {
  toast("toast.rows", to_string(error.code), /*danger=*/true);
  sound(Sound::Refusal);
}

}  // namespace parcours::visit
