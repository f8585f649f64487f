// SPDX-License-Identifier: Apache-2.0
// Customers: who it is, and all that hangs on them.
#include <algorithm>

#include "kiosk/clienteling/automation.h"
#include "kiosk/clienteling/clienteling.h"
#include "platform/json/value.h"

namespace parcours::clienteling {
namespace {

constexpr std::size_t kTimelineMax = 200;
constexpr std::size_t kNotesMax = 50;
constexpr std::size_t kCardEnd = 4;

std::string under(std::string_view customer) {
  return std::string(customer) + "/";
}

std::string first_letter(std::string_view word) {
  if (word.empty()) return {};
  std::size_t size = 1;
  while (size < word.size() && (static_cast<unsigned char>(word[size]) & 0xC0) == 0x80) ++size;
  return std::string(word.substr(0, size)) + ".";
}

// What somebody may see who has no business with the history: names and what is needed to serve.
journey::Customer without_history(journey::Customer customer) {
  customer.owned.clear();
  customer.viewed.clear();
  customer.stage = {};
  customer.purchases = 0;
  customer.planned.clear();
  return customer;
}

}  // namespace

std::string mask_name(std::string_view first, std::string_view last, Mask mask) {
  std::string name = first_letter(first);
  const std::string rest = mask == Mask::LastName ? std::string(last) : first_letter(last);
  if (!name.empty() && !rest.empty()) name.push_back(' ');
  return name + rest;
}

Clienteling::Clienteling(const journey::RowSource& rows, std::string shop, Search search,
                         TokenCheck token_check)
    : x_rows(rows),
      x_shop(std::move(shop)),
      x_search(std::move(search)),
      x_token_check(std::move(token_check)) {}

Result<journey::Customer> Clienteling::customer(std::string_view id) const {
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kCustomer, id));
  if (!row) {
    return fail(ErrorCode::NotFound, "customer '" + std::string(id) + "' is not on this terminal",
                "customer");
  }
  return journey::parse_customer(row->body);
}

Result<journey::Customer> Clienteling::by_identity(std::string_view identity) const {
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kIdentity, identity));
  if (!row) {
    // The value may be a card number: the message names the kind alone.
    const std::string kind(identity.substr(0, identity.find(':')));
    return fail(ErrorCode::NotFound, "nobody on this terminal has this " + kind, kind);
  }
  PARCOURS_TRY(const auto document, json::Document::parse(row->body));
  return customer(document.root().string("customer"));
}

Result<journey::Customer> Clienteling::by_card(std::string_view card) const {
  return by_identity("card:" + std::string(card));
}

Result<journey::Text2> Clienteling::product_name(const std::string& product) const {
  if (product.empty()) return journey::Text2{};
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kProduct, product));
  if (!row) return journey::Text2{};
  PARCOURS_TRY(const auto found, journey::parse_product(row->body));
  return found.name;
}

Result<std::vector<TimelineLine>> Clienteling::timeline(std::string_view customer) const {
  PARCOURS_TRY(const auto rows, x_rows.scan(journey::kind::kTimeline, under(customer), kTimelineMax,
                                            /*descending=*/true));
  std::vector<TimelineLine> lines;
  lines.reserve(rows.size());
  for (const auto& row : rows) {
    TimelineLine line;
    PARCOURS_TRY(line.entry, journey::parse_timeline_entry(row.body));
    PARCOURS_TRY(line.product_name, product_name(line.entry.product));
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<std::vector<journey::Note>> Clienteling::notes(std::string_view customer) const {
  PARCOURS_TRY(const auto rows, x_rows.scan(journey::kind::kNote, under(customer), kNotesMax,
                                            /*descending=*/true));
  std::vector<journey::Note> notes;
  for (const auto& row : rows) {
    PARCOURS_TRY(auto note, journey::parse_note(row.body));
    notes.push_back(std::move(note));
  }
  std::sort(notes.begin(), notes.end(),
            [](const auto& a, const auto& b) { return a.time_ms > b.time_ms; });
  return notes;
}

Result<NextAction> Clienteling::next_for(const Profile& profile, WallTime now) const {
  std::vector<journey::TimelineEntry> entries;
  std::vector<std::string> in_stock;
  for (const auto& line : profile.timeline) {
    entries.push_back(line.entry);
    if (line.entry.product.empty() || x_shop.empty()) continue;
    PARCOURS_TRY(const auto row,
                 x_rows.find(journey::kind::kStock, line.entry.product + "/" + x_shop));
    if (!row) continue;
    PARCOURS_TRY(const auto stock, journey::parse_stock(row->body));
    if (stock.available() > 0) in_stock.push_back(line.entry.product);
  }
  std::vector<journey::Order> orders;
  for (const auto& summary : profile.orders) orders.push_back(summary.order);
  std::vector<journey::Coupon> usable;
  for (const auto& state : profile.coupons) {
    if (state.usable) usable.push_back(state.coupon);
  }
  return next_action(
      {profile.customer, entries, orders, usable, in_stock, profile.tier.birthday_right, now});
}

Result<Profile> Clienteling::profile(std::string_view customer_id, WallTime now) const {
  Profile profile;
  PARCOURS_TRY(profile.customer, customer(customer_id));
  profile.history_allowed = profile.customer.consents.allows("profile");
  PARCOURS_TRY(profile.coupons, coupons(customer_id, now));
  PARCOURS_TRY(profile.orders, orders_of(customer_id, now));
  PARCOURS_TRY(profile.tier, tier(profile.customer, now));
  if (!profile.customer.adviser.empty()) {
    const auto adviser = staff(profile.customer.adviser);
    if (adviser) {
      profile.adviser_name = adviser->name;
    } else if (adviser.error().code != ErrorCode::NotFound) {
      return fail(adviser.error());
    }
  }
  if (profile.history_allowed) {
    PARCOURS_TRY(profile.timeline, timeline(customer_id));
    PARCOURS_TRY(profile.notes, notes(customer_id));
    profile.automation = automation_of(profile.timeline, profile.customer.automation_paused);
    const std::string& stage = profile.customer.stage.name;
    profile.headline_where = "stage." + (stage.empty() ? std::string("awareness") : stage);
  } else {
    profile.customer = without_history(std::move(profile.customer));
    std::erase_if(profile.orders, [](const OrderSummary& summary) {
      return journey::order_rank(summary.order.state) >= journey::order_rank("handed_over");
    });
    profile.headline_where = "where.no_consent";
  }
  PARCOURS_TRY(profile.next, next_for(profile, now));
  return profile;
}

Result<std::vector<Masked>> Clienteling::look_up(std::string_view words, std::size_t limit) const {
  std::vector<Masked> found;
  if (!x_search || words.empty()) return found;
  PARCOURS_TRY(const auto hits, x_search("customer", words, limit));
  for (const auto& hit : hits) {
    const auto hit_customer = customer(hit.key);
    if (!hit_customer) {
      // The search index may be a moment ahead of or behind the rows.
      if (hit_customer.error().code == ErrorCode::NotFound) continue;
      return fail(hit_customer.error());
    }
    Masked masked;
    masked.customer = hit_customer->id;
    masked.masked_name =
        mask_name(hit_customer->first_name, hit_customer->last_name, Mask::LastName);
    masked.tier = hit_customer->tier;
    const std::string& card = hit_customer->card;
    if (card.size() > kCardEnd) masked.card_end = card.substr(card.size() - kCardEnd);
    PARCOURS_TRY(const auto shop, x_rows.find(journey::kind::kShop, hit_customer->home_shop));
    if (shop) {
      PARCOURS_TRY(const auto home, journey::parse_shop(shop->body));
      masked.city = home.city;
    }
    found.push_back(std::move(masked));
  }
  return found;
}

}  // namespace parcours::clienteling
