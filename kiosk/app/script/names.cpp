// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "kiosk/app/script/player.h"

namespace parcours::app {
namespace {

using visit::Screen;
constexpr std::array<std::pair<std::string_view, Screen>, 23> kScreens{{
    {"Attract", Screen::Attract},
    {"Home", Screen::Home},
    {"Search", Screen::Search},
    {"Product", Screen::Product},
    {"UnknownCode", Screen::UnknownCode},
    {"Space", Screen::Space},
    {"Basket", Screen::Basket},
    {"Collect", Screen::Collect},
    {"CallAssociate", Screen::CallAssociate},
    {"Unlock", Screen::Unlock},
    {"AssociateHome", Screen::AssociateHome},
    {"LookUp", Screen::LookUp},
    {"Customer360", Screen::Customer360},
    {"OrderDetail", Screen::OrderDetail},
    {"Tasks", Screen::Tasks},
    {"Pilot", Screen::Pilot},
    {"CollectBoard", Screen::CollectBoard},
    {"Exceptions", Screen::Exceptions},
    {"JourneyMap", Screen::JourneyMap},
    {"Terminals", Screen::Terminals},
    {"Pairing", Screen::Pairing},
    {"ServiceMenu", Screen::ServiceMenu},
    {"Failure", Screen::Failure},
}};

}  // namespace

std::string_view to_string(visit::Role role) {
  switch (role) {
    case visit::Role::Shopper:
      return "shopper";
    case visit::Role::Associate:
      return "associate";
    case visit::Role::Manager:
      return "manager";
  }
  return "shopper";
}

std::string_view to_string(visit::Screen screen) {
  for (const auto& [name, value] : kScreens)
    if (value == screen) return name;
  return "unknown";
}

Result<visit::Screen> parse_screen(std::string_view name) {
  for (const auto& [known, value] : kScreens)
    if (known == name) return value;
  return fail(ErrorCode::Invalid, "no such screen", std::string{name});
}

}  // namespace parcours::app
