// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/answers.h"

#include "kiosk/app/hub_link.h"
#include "platform/json/writer.h"

namespace parcours::app {
namespace {

using json::Writer;

/// The members of an entity's body, without the closing brace: more fields follow.
void open_body(Writer& w, const std::string& body) {
  w.raw(std::string_view{body}.substr(0, body.size() - 1));
}

void write(Writer& w, const journey::Text2& text) {
  w.begin_object().field("fr", text.fr).field("en", text.en).end_object();
}

void write_timeline(Writer& w, std::string_view name,
                    const std::vector<clienteling::TimelineLine>& lines) {
  w.key(name).begin_array();
  for (const auto& line : lines) {
    auto entry = line.entry;
    if (!line.outcome.empty()) entry.outcome = line.outcome;
    open_body(w, journey::to_json(entry));
    w.key("product_name");
    write(w, line.product_name);
    w.end_object();
  }
  w.end_array();
}

void write_stock(Writer& w, const catalogue::StockLine& line) {
  w.field("shop", line.shop).field("shop_name", line.shop_name).field("here", line.here);
  w.field("available", line.available).field("distance_km", line.distance_km);
  w.field("counted_ms", line.counted_ms).field("source", line.source);
}

void write_advice(Writer& w, const advice::Advice& advice) {
  w.field("product", advice.product)
      .field("reason", advice::to_string(advice.reason))
      .field("about", advice.about);
  w.field("customers", advice.customers);
}

void write_coupons(Writer& w, const std::vector<clienteling::CouponState>& coupons) {
  w.key("coupons").begin_array();
  for (const auto& one : coupons) {
    open_body(w, journey::to_json(one.coupon));
    w.field("usable", one.usable).field("refusal", one.refusal).end_object();
  }
  w.end_array();
}

void write_orders(Writer& w, const std::vector<clienteling::OrderSummary>& orders) {
  w.key("orders").begin_array();
  for (const auto& one : orders) {
    open_body(w, journey::to_json(one.order));
    w.field("late", one.late).end_object();
  }
  w.end_array();
}

}  // namespace

std::string answer(const clienteling::Profile& profile,
                   const std::vector<journey::PointsLine>& points) {
  Writer w;
  open_body(w, journey::to_json(profile.customer));
  w.field("history_allowed", profile.history_allowed).field("adviser_name", profile.adviser_name);
  w.field("where", profile.headline_where)
      .field("next", profile.next.key)
      .field("next_detail", profile.next.detail);
  w.field("next_tier", profile.tier.next).field("purchases_needed", profile.tier.purchases_needed);
  w.field("birthday_right", profile.tier.birthday_right);
  write_timeline(w, "timeline", profile.timeline);
  write_timeline(w, "automation", profile.automation);
  write_coupons(w, profile.coupons);
  write_orders(w, profile.orders);
  w.key("notes").begin_array();
  for (const auto& note : profile.notes) w.raw(journey::to_json(note));
  w.end_array().key("points_lines").begin_array();
  for (const auto& line : points) w.raw(journey::to_json(line));
  return w.end_array().end_object().take();
}

std::string answer(const journey::Product& product, const std::vector<catalogue::StockLine>& stock,
                   const std::vector<advice::Advice>& goes_with) {
  Writer w;
  open_body(w, journey::to_json(product));
  w.key("stock").begin_array();
  for (const auto& line : stock) {
    w.begin_object();
    write_stock(w, line);
    w.end_object();
  }
  w.end_array().key("goes_with").begin_array();
  for (const auto& one : goes_with) {
    w.begin_object();
    write_advice(w, one);
    w.end_object();
  }
  return w.end_array().end_object().take();
}

std::string answer(const std::string& product, const catalogue::StockLine& line) {
  Writer w;
  w.begin_object().field("product", product);
  write_stock(w, line);
  return w.end_object().take();
}

std::string answer(const clienteling::OrderSummary& order, std::string_view column) {
  Writer w;
  open_body(w, journey::to_json(order.order));
  return w.field("late", order.late).field("column", column).end_object().take();
}

std::string answer(const advice::Advice& advice, std::string_view shelf) {
  Writer w;
  w.begin_object().field("shelf", shelf);
  write_advice(w, advice);
  return w.end_object().take();
}

std::string answer(const catalogue::Card& card) {
  Writer w;
  w.begin_object().field("id", card.id).key("name");
  write(w, card.name);
  w.field("brand", card.brand).field("family", card.family).field("price_cents", card.price.cents);
  w.field("was_cents", card.was.cents)
      .field("picture", card.picture)
      .field("available_here", card.available_here);
  return w.end_object().take();
}

std::string answer(const clienteling::Masked& hit) {
  Writer w;
  w.begin_object()
      .field("customer", hit.customer)
      .field("name", hit.masked_name)
      .field("city", hit.city);
  return w.field("tier", hit.tier).end_object().take();
}

std::string answer(const clienteling::TaskLine& task) {
  Writer w;
  open_body(w, journey::to_json(task.task));
  return w.field("customer_name", task.masked_name).end_object().take();
}

Result<std::string> status_answer(Desk& desk) {
  PARCOURS_TRY(const auto outbox, desk.journal().outbox_state());
  Writer w;
  w.begin_object().field("device", desk.journal().device_id()).field("shop", desk.shop());
  w.field("rows", desk.terminal().rows).field("cursor", desk.terminal().cursor);
  w.field("unsent", outbox.pending)
      .field("oldest_unsent_ms", outbox.oldest_ms)
      .field("kept", outbox.kept)
      .field("oldest_kept_ms", outbox.oldest_kept_ms)
      .field("quarantined", outbox.quarantined);
  PARCOURS_TRY(const auto refused, desk.journal().setting(kRefusalSetting));
  w.field("refused", refused);
  return w.end_object().take();
}

}  // namespace parcours::app
