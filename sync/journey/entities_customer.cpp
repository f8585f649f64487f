// SPDX-License-Identifier: Apache-2.0
// Bodies of the rows that hang on a customer: customer, timeline, points, coupon, note.
#include "sync/journey/body_reader.h"
#include "sync/journey/body_writer.h"
#include "sync/journey/entities.h"

namespace parcours::journey {
namespace {

void write_owned(json::Writer& out, const std::vector<Owned>& owned) {
  if (owned.empty()) return;
  out.key("owned").begin_array();
  for (const auto& one : owned) {
    out.begin_object().field("product", one.product).field("times", one.times);
    write_number(out, "last_ms", one.last_ms);
    out.end_object();
  }
  out.end_array();
}

void write_stage(json::Writer& out, const Stage& stage) {
  out.begin_object().field("name", stage.name);
  write_text(out, "reason", stage.reason);
  write_number(out, "since_ms", stage.since_ms);
  out.end_object();
}

void write_path(json::Writer& out, const Customer& customer) {
  if (!customer.stage.name.empty()) write_stage(out.key("stage"), customer.stage);
  if (customer.earlier.empty()) return;
  out.key("earlier").begin_array();
  for (const auto& stage : customer.earlier) write_stage(out, stage);
  out.end_array();
}

void write_viewed(json::Writer& out, const Customer& customer) {
  write_texts(out, "viewed", customer.viewed);
  if (customer.viewed_ms.empty()) return;
  out.key("viewed_ms").begin_array();
  for (const auto time_ms : customer.viewed_ms) out.value(time_ms);
  out.end_array();
}

void read_stage(BodyReader& in, Stage& stage) {
  in.text("name", stage.name).text("reason", stage.reason).integer("since_ms", stage.since_ms);
}

void write_consents(json::Writer& out, const Consents& consents) {
  if (consents.by_purpose.empty()) return;
  out.key("consents").begin_object();
  for (const auto& [purpose, given] : consents.by_purpose) out.field(purpose, given);
  out.end_object();
}

void read_consents(BodyReader& in, Consents& consents) {
  for (const auto& [purpose, value] : in.value().members()) {
    if (const auto given = value.as_bool())
      consents.by_purpose[std::string{purpose}] = *given;
    else
      in.complain(purpose, "is not true or false");
  }
}

}  // namespace

bool Consents::allows(std::string_view purpose) const {
  const auto found = by_purpose.find(std::string{purpose});
  return found != by_purpose.end() && found->second;
}

std::string to_json(const Customer& customer) {
  json::Writer out;
  out.begin_object().field("id", customer.id);
  write_text(out, "first_name", customer.first_name);
  write_text(out, "last_name", customer.last_name);
  write_text(out, "card", customer.card);
  write_text(out, "email", customer.email);
  write_text(out, "phone", customer.phone);
  write_text(out, "home_shop", customer.home_shop);
  write_text(out, "adviser", customer.adviser);
  write_text(out, "birthday", customer.birthday);
  write_text(out, "language", customer.language);
  write_text(out, "tier", customer.tier);
  write_text(out, "tier_given", customer.tier_given);
  write_number(out, "points", customer.points);
  write_number(out, "points_short", customer.points_short);
  write_number(out, "stored_value_cents", customer.stored_value.cents);
  write_number(out, "value_short_cents", customer.value_short.cents);
  write_number(out, "purchases", customer.purchases);
  write_path(out, customer);
  write_number(out, "setback_ms", customer.setback_ms);
  write_consents(out, customer.consents);
  write_owned(out, customer.owned);
  write_viewed(out, customer);
  write_flag(out, "automation_paused", customer.automation_paused);
  write_texts(out, "planned", customer.planned);
  return out.end_object().take();
}

Result<Customer> parse_customer(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("customer", body));
  Customer customer;
  in.need("id", customer.id).text("first_name", customer.first_name);
  in.text("last_name", customer.last_name).text("card", customer.card);
  in.text("email", customer.email).text("phone", customer.phone);
  in.text("home_shop", customer.home_shop).text("adviser", customer.adviser);
  in.text("birthday", customer.birthday).text("language", customer.language);
  in.text("tier", customer.tier).text("tier_given", customer.tier_given);
  in.integer("points", customer.points).integer("points_short", customer.points_short);
  in.money("stored_value_cents", customer.stored_value);
  in.money("value_short_cents", customer.value_short);
  in.integer("purchases", customer.purchases);
  in.inside("stage", [&](BodyReader& stage) { read_stage(stage, customer.stage); });
  in.each("earlier",
          [&](BodyReader& stage) { read_stage(stage, customer.earlier.emplace_back()); });
  in.integer("setback_ms", customer.setback_ms);
  in.inside("consents", [&](BodyReader& inner) { read_consents(inner, customer.consents); });
  in.each("owned", [&](BodyReader& one) {
    auto& owned = customer.owned.emplace_back();
    one.need("product", owned.product).integer("times", owned.times);
    one.integer("last_ms", owned.last_ms);
  });
  in.texts("viewed", customer.viewed).whole_numbers("viewed_ms", customer.viewed_ms);
  in.flag("automation_paused", customer.automation_paused).texts("planned", customer.planned);
  PARCOURS_CHECK(in.status());
  return customer;
}

std::string to_json(const TimelineEntry& entry) {
  json::Writer out;
  out.begin_object().field("event_id", entry.event_id).field("type", entry.type);
  write_text(out, "channel", entry.channel);
  write_text(out, "initiator", entry.initiator);
  out.field("time_ms", entry.time_ms);
  write_number(out, "clock_ms", entry.clock_ms);
  write_text(out, "product", entry.product);
  write_text(out, "order", entry.order);
  write_text(out, "shop", entry.shop);
  write_text(out, "detail", entry.detail);
  write_number(out, "amount_cents", entry.amount.cents);
  write_text(out, "actor", entry.actor);
  write_number(out, "due_ms", entry.due_ms);
  write_text(out, "code", entry.code);
  write_texts(out, "also", entry.also);
  write_text(out, "outcome", entry.outcome);
  return out.end_object().take();
}

Result<TimelineEntry> parse_timeline_entry(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("timeline", body));
  TimelineEntry entry;
  in.need("event_id", entry.event_id).need("type", entry.type);
  in.text("channel", entry.channel).text("initiator", entry.initiator);
  in.integer("time_ms", entry.time_ms).integer("clock_ms", entry.clock_ms);
  in.text("product", entry.product);
  in.text("order", entry.order).text("shop", entry.shop).text("detail", entry.detail);
  in.money("amount_cents", entry.amount).text("actor", entry.actor);
  in.integer("due_ms", entry.due_ms).text("code", entry.code);
  in.texts("also", entry.also).text("outcome", entry.outcome);
  PARCOURS_CHECK(in.status());
  return entry;
}

std::string to_json(const PointsLine& line) {
  json::Writer out;
  out.begin_object().field("event_id", line.event_id).field("delta", line.delta);
  write_text(out, "why", line.why);
  return out.field("time_ms", line.time_ms).end_object().take();
}

Result<PointsLine> parse_points_line(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("points", body));
  PointsLine line;
  in.need("event_id", line.event_id).integer("delta", line.delta).text("why", line.why);
  in.integer("time_ms", line.time_ms);
  PARCOURS_CHECK(in.status());
  return line;
}

std::string to_json(const Coupon& coupon) {
  json::Writer out;
  out.begin_object().field("code", coupon.code).field("customer", coupon.customer);
  write_number(out, "percent", coupon.percent);
  write_number(out, "amount_cents", coupon.amount.cents);
  write_texts(out, "families", coupon.families);
  write_texts(out, "channels", coupon.channels);
  write_number(out, "from_ms", coupon.from_ms);
  write_number(out, "until_ms", coupon.until_ms);
  write_text(out, "state", coupon.state);
  write_words(out, "title", coupon.title);
  write_text(out, "token", coupon.token);
  write_text(out, "survey", coupon.survey);
  write_number(out, "promised_ms", coupon.promised_ms);
  return out.end_object().take();
}

Result<Coupon> parse_coupon(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("coupon", body));
  Coupon coupon;
  in.need("code", coupon.code).text("customer", coupon.customer);
  in.integer("percent", coupon.percent).money("amount_cents", coupon.amount);
  in.texts("families", coupon.families).texts("channels", coupon.channels);
  in.integer("from_ms", coupon.from_ms).integer("until_ms", coupon.until_ms);
  in.text("state", coupon.state).words("title", coupon.title).text("token", coupon.token);
  in.text("survey", coupon.survey).integer("promised_ms", coupon.promised_ms);
  PARCOURS_CHECK(in.status());
  return coupon;
}

std::string to_json(const Note& note) {
  json::Writer out;
  out.begin_object().field("event_id", note.event_id);
  write_text(out, "author", note.author);
  return out.field("text", note.text).field("time_ms", note.time_ms).end_object().take();
}

Result<Note> parse_note(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("note", body));
  Note note;
  in.need("event_id", note.event_id).text("author", note.author).text("text", note.text);
  in.integer("time_ms", note.time_ms);
  PARCOURS_CHECK(in.status());
  return note;
}

}  // namespace parcours::journey
