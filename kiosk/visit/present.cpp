// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/present.h"

#include "kiosk/visit/visit.h"
#include "platform/json/value.h"

namespace parcours::visit {
namespace {

/// A promise of more than a year, or of less than nothing, is a mistake: it is not shown.
int hours_or_days(const json::Value& root, std::string_view member) {
  const std::int64_t value = root.integer(member);
  return value > 0 && value <= 366 ? static_cast<int>(value) : 0;
}

// What a shopper may put on the basket: the coupons of their space, once they were shown there, and
// nothing else of it.
Status present_basket_coupons(const Presenting& from, ViewState& view) {
  if (from.state.role != Role::Shopper) return {};
  PARCOURS_CHECK(present_space(from, view));
  if (!view.space) return {};
  SpaceView coupons;
  coupons.coupons = std::move(view.space->coupons);
  view.space = std::move(coupons);
  return {};
}

Status present_screen(const Presenting& from, ViewState& view) {
  switch (from.state.place.screen) {
    case Screen::Home:
      return present_home(from, view);
    case Screen::Search:
      return present_search(from, view);
    case Screen::Product:
      return present_product(from, view);
    case Screen::Space:
      return present_space(from, view);
    case Screen::Basket:
      PARCOURS_CHECK(present_basket(from, view));
      return present_basket_coupons(from, view);
    case Screen::Collect:
      return present_collect(from, view);
    case Screen::AssociateHome:
    case Screen::Exceptions:
      return {};  // present_counts has filled them: the rail counts them on every screen
    case Screen::LookUp:
      return present_look_up(from, view);
    case Screen::Customer360:
      return present_customer(from, view);
    case Screen::OrderDetail:
      return present_order(from, view);
    case Screen::Tasks:
      return present_tasks(from, view);
    case Screen::Pilot:
      return present_pilot(from, view);
    case Screen::CollectBoard:
      return present_board(from, view);
    case Screen::JourneyMap:
      return present_map(from, view);
    case Screen::Unlock:
      present_unlock(from, view);
      return {};
    case Screen::Terminals:
    case Screen::Pairing:
    case Screen::ServiceMenu:
      present_terminals(from, view);
      return {};
    case Screen::UnknownCode:
      view.unknown = from.state.unknown;
      return {};
    case Screen::Failure:
      view.failure = from.state.failure;
      present_terminals(from, view);
      return {};
    case Screen::Attract:
    case Screen::CallAssociate:
      return {};
  }
  return {};
}

// What the rail counts beside its entries: who calls or waits, what needs a decision.
Status present_counts(const Presenting& from, ViewState& view) {
  switch (from.state.role) {
    case Role::Shopper:
      return {};
    case Role::Associate:
      return present_associate_home(from, view);
    case Role::Manager:
      if (from.state.place.screen == Screen::AssociateHome) {
        PARCOURS_CHECK(present_associate_home(from, view));
      }
      return present_exceptions(from, view);
  }
  return {};
}

/// What is said of this shop (setting "shop/<id>") counts before what is said of all ("retailer").
Result<ShopTerms> read_terms(const Facts& facts) {
  ShopTerms terms;
  for (const std::string& key : {std::string("retailer"), "shop/" + facts.catalogue.here()}) {
    PARCOURS_TRY(const auto row, facts.rows.find(journey::kind::kSetting, key));
    if (!row) continue;
    PARCOURS_TRY(const auto document, json::Document::parse(row->body));
    const auto root = document.root();
    if (root.has("open_from")) terms.open_from = root.string("open_from");
    if (root.has("collect_hours")) terms.collect_hours = hours_or_days(root, "collect_hours");
    // A rule that is none is a mistake as well: the shop keeps the time it had.
    if (root.has("time_zone"))
      terms.zone = Zone::parse(root.string("time_zone")).value_or(terms.zone);
    if (root.has("return_days")) terms.return_days = hours_or_days(root, "return_days");
  }
  return terms;
}

Status present_frame(const Presenting& from, ViewState& view) {
  const State& state = from.state;
  for (const auto& entry : state.shopper.basket) view.basket_pieces += entry.quantity;
  if (state.role == Role::Shopper && !state.shopper.customer.empty()) {
    const auto customer = from.facts.clienteling.customer(state.shopper.customer);
    if (customer) {
      view.customer_first_name = customer->first_name;
    } else if (customer.error().code != ErrorCode::NotFound) {
      return fail(customer.error());
    }
  }
  if (from.facts.catalogue.here().empty()) return {};
  PARCOURS_TRY(view.terms, read_terms(from.facts));
  auto shop = from.facts.catalogue.shop(from.facts.catalogue.here());
  if (shop) {
    view.shop = std::move(*shop);
    return {};
  }
  // Before the first rows came the shop is known by its number alone.
  view.shop.id = from.facts.catalogue.here();
  if (shop.error().code == ErrorCode::NotFound) return {};
  return fail(std::move(shop).error());
}

}  // namespace

ViewState Visit::present(const Facts& facts, WallTime now, MonoTime mono) const {
  const State& state = x_state;
  ViewState view;
  view.version = state.version;
  view.role = state.role;
  view.screen = state.place.screen;
  view.can_go_back = !state.back.empty();
  view.language = state.language;
  view.theme = state.theme;
  view.large_type = state.large_type;
  view.reduce_motion = state.reduce_motion;
  view.now_ms = to_ms(now);
  view.staff_name = state.staff.name;
  view.link = state.link;
  view.enrol = state.enrol;
  view.toast = state.toast;
  view.camera_working = facts.terminal.camera_working;
  view.camera_trouble = facts.terminal.camera_trouble;
  if (state.question_since) {
    const auto left = kQuestion - (mono - *state.question_since);
    view.still_there = true;
    view.still_there_seconds = static_cast<int>(
        std::max<std::int64_t>(0, std::chrono::ceil<std::chrono::seconds>(left).count()));
  }
  const Presenting from{facts, state, now};
  Status status = present_frame(from, view);
  if (status) status = present_counts(from, view);
  if (status) status = present_screen(from, view);
  if (!status && view.link.trouble.empty()) view.link.trouble = "journal";
  return view;
}

}  // namespace parcours::visit
