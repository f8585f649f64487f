// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/terminal.h"

#include <fmt/format.h>

namespace parcours::simulation {

using journal::EventDraft;
using visit::Decision;

Status Terminal::start(std::uint64_t seed) {
  PARCOURS_TRY(x_journal, journal::Journal::over(std::make_unique<MemoryFile>(disk),
                                                 std::make_unique<MemoryFence>(disk), clock, seed));
  auto link = app::HubLink::create(*x_journal, "http://hub", seed ^ 0x5DEECE66DULL);
  if (!link) {
    stop();
    return fail(link.error());
  }
  x_link = std::make_unique<app::HubLink>(std::move(*link));
  x_catalogue = std::make_unique<catalogue::Catalogue>(*x_journal, "S1");
  x_clienteling = std::make_unique<clienteling::Clienteling>(*x_journal, "S1");
  x_facts.device = x_journal->device_id();
  waiting = {};
  ++boots;
  return {};
}

void Terminal::stop() {
  x_clienteling.reset();
  x_catalogue.reset();
  x_link.reset();
  x_journal.reset();
}

std::string Terminal::meta(const std::string& name) const {
  const std::string* value = disk.tables.meta.find(name);
  return value == nullptr ? std::string{} : *value;
}

std::int64_t Terminal::unsent() const {
  const auto state = x_journal->outbox_state();
  return state ? state->pending : 0;
}

Result<std::vector<EventDraft>> Terminal::next_action(Random& random, bool poison) {
  if (poison) {
    // The customer is of another shop: nothing is known here that would refuse it, at the hub all.
    return std::vector<EventDraft>{
        {"referral.used", "customer:C9", R"({"referrer":"nobody","code":"X"})"}};
  }
  const std::string customer = fmt::format("C{}", 1 + random.below(kCustomers));
  if (random.below(100) < 45) {
    const bool known = random.below(3) != 0;
    return std::vector<EventDraft>{
        {random.below(2) == 0 ? "kiosk.scanned" : "kiosk.product_viewed",
         known ? "customer:" + customer : std::string{},
         fmt::format(R"({{"product":"P{}","shop":"S1"}})", 1 + random.below(kProducts))}};
  }
  x_catalogue->rows_changed();
  const visit::Facts facts{*x_journal,
                           *x_catalogue,
                           *x_clienteling,
                           x_facts,
                           [](std::string_view) { return std::string{}; },
                           [](std::string_view, WallTime) { return scan::Meaning{}; }};
  PARCOURS_TRY(auto decision, decide(facts, random));
  return std::move(decision.events);
}

Result<Decision> Terminal::decide(const visit::Facts& facts, Random& random) {
  const visit::Actor actor{visit::Role::Manager, "E1"};
  const std::string customer = fmt::format("C{}", 1 + random.below(kCustomers));
  switch (random.below(10)) {
    case 0:
      return visit::add_note(facts, actor, customer, fmt::format("n{}", random.below(1000)));
    case 1: {
      visit::BasketToTill basket;
      basket.customer = customer;
      basket.lines = {{fmt::format("P{}", 1 + random.below(2)), 1 + int(random.below(2))}};
      return visit::checkout(facts, actor, basket, clock.wall());
    }
    case 2:
      return visit::redeem(facts, actor, customer, fmt::format("K{}", 1 + random.below(20)),
                           clock.wall());
    case 3:
      return visit::spend_points(facts, actor, customer, 1 + static_cast<int>(random.below(5)),
                                 "reward");
    case 4:
      return visit::set_consent(
          facts, actor, {customer, random.below(2) == 0 ? "email" : "sms", random.below(2) == 0});
    case 5: {
      PARCOURS_TRY(const auto rows, x_journal->scan(journey::kind::kTask, "S1/", 5));
      if (rows.empty()) return Decision{};
      const auto& key = rows[random.below(rows.size())].key;
      return visit::close_task(facts, actor, key.substr(3));
    }
    default:
      return decide_order(facts, random);
  }
}

Result<Decision> Terminal::decide_order(const visit::Facts& facts, Random& random) {
  PARCOURS_TRY(const auto rows, x_journal->scan(journey::kind::kOrder, "", 6, true));
  if (rows.empty()) return Decision{};
  const auto& row = rows[random.below(rows.size())];
  PARCOURS_TRY(const auto order, journey::parse_order(row.body));
  const visit::Actor actor{visit::Role::Manager, "E1"};
  const auto allowed = visit::allowed_actions(order, actor, clock.wall());
  if (allowed.empty()) return Decision{};
  std::string action = allowed[random.below(allowed.size())];
  // Cancelling and undoing are rare, or nothing would ever be handed over.
  if ((action == "cancel" || action == "undo") && random.below(4) != 0) action = allowed.front();
  const std::string argument = action == "stage" || action == "ready"   ? "B1"
                               : action == "cancel" || action == "undo" ? "why"
                                                                        : "";
  return visit::move_order(facts, actor, {order.id, action, argument}, clock.wall());
}

}  // namespace parcours::simulation
