// SPDX-License-Identifier: Apache-2.0
// The table of customers: a line becomes customer.created, or customer.updated with what differs.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "platform/json/writer.h"
#include "sync/hub/import/importer.h"
#include "sync/journey/card.h"
#include "sync/journey/entities.h"
#include "sync/journey/fold.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kSource = "import/customers";
constexpr std::array<std::string_view, 5> kPurposes{"profile", "email", "sms", "post", "advice"};

struct Field {
  std::string_view name;  ///< in the event
  std::string_view columns;
  std::string journey::Customer::*member;
};

const std::array kFields{
    Field{"first_name", "first_name|prenom", &journey::Customer::first_name},
    Field{"last_name", "last_name|nom", &journey::Customer::last_name},
    Field{"card", "card|carte", &journey::Customer::card},
    Field{"email", "email|e-mail", &journey::Customer::email},
    Field{"phone", "phone|telephone", &journey::Customer::phone},
    Field{"home_shop", "home_shop|shop", &journey::Customer::home_shop},
    Field{"birthday", "birthday", &journey::Customer::birthday},
    Field{"language", "language|langue", &journey::Customer::language},
    Field{"adviser", "adviser", &journey::Customer::adviser},
    Field{"tier", "tier", &journey::Customer::tier},
};

Status check_birthday(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() == 5 && digit(0) && digit(1) && text[2] == '-' && digit(3) && digit(4)) {
    const int month = (text[0] - '0') * 10 + text[1] - '0';
    const int day = (text[3] - '0') * 10 + text[4] - '0';
    if (month >= 1 && month <= 12 && day >= 1 && day <= 31) return {};
  }
  return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not a month and day such as 03-21", text),
              "column birthday");
}

Status check_fields(ImportContext& context, const Record& record) {
  if (const auto card = record.text("card|carte"); !card.empty() && !journey::is_house_card(card)) {
    PARCOURS_CHECK(check_gtin(card, "card"));
  }
  if (const auto email = record.text("email|e-mail"); !email.empty()) {
    const auto at = email.find('@');
    if (at == 0 || at == std::string::npos || at + 1 == email.size()) {
      return fail(ErrorCode::Invalid, "is no e-mail address", "column email");
    }
  }
  if (const auto day = record.text("birthday"); !day.empty()) PARCOURS_CHECK(check_birthday(day));
  const auto shop = record.text("home_shop|shop");
  if (!shop.empty()) PARCOURS_CHECK(context.must_exist(journey::kind::kShop, shop, "home_shop"));
  for (const auto& purpose : record.list("consents")) {
    if (std::find(kPurposes.begin(), kPurposes.end(), purpose) == kPurposes.end()) {
      return fail(ErrorCode::Invalid,
                  fmt::format("\"{}\" is none of profile, email, sms, post, advice", purpose),
                  "column consents");
    }
  }
  return {};
}

/// An identity of somebody else must not be carried over by a slip in a table.
Status check_identities(ImportContext& context, const Record& record, const std::string& id) {
  for (const std::string_view kind : {"card", "email", "phone"}) {
    const auto value = record.text(kind);
    if (value.empty()) continue;
    journey::Event asked;
    asked.subject = fmt::format("{}:{}", kind, value);
    asked.data = "{}";
    PARCOURS_TRY(const auto owner, journey::resolve_customer(asked, context.db.rows()));
    if (owner.empty() || owner == id) continue;
    return fail(ErrorCode::Invalid, fmt::format("is another customer's already ({})", owner),
                fmt::format("column {}", kind));
  }
  return {};
}

/// The members given that differ from what is known; empty when none does.
std::string changed_members(const Record& record, const journey::Customer& known) {
  json::Writer data;
  bool any = false;
  data.begin_object();
  for (const auto& field : kFields) {
    const auto value = record.text(field.columns);
    if (value.empty() || value == known.*field.member) continue;
    data.field(field.name, value);
    any = true;
  }
  data.end_object();
  return any ? data.take() : std::string{};
}

Result<Line> take_consents(ImportContext& context, const Record& record, const std::string& id,
                           WallTime time) {
  Line line = Line::Unchanged;
  for (const auto& purpose : record.list("consents")) {
    json::Writer data;
    data.begin_object().field("purpose", purpose).field("proof", "import").end_object();
    const auto event = journey::make_event(
        {fmt::format("{}/{}/{}", context.mark, id, purpose), std::string{kSource}}, "consent.given",
        time, "customer:" + id, data.take());
    PARCOURS_TRY(const auto taken, context.take(event));
    if (taken == Line::Taken) line = taken;
  }
  return line;
}

Result<Line> take_customer(ImportContext& context, const Record& record) {
  PARCOURS_TRY(const auto id, record.identifier("customer|customer_id|id"));
  const std::string event_id = context.mark + "/" + id;
  PARCOURS_TRY(const bool known, context.knows(kSource, event_id));
  if (known) return Line::Unchanged;
  PARCOURS_CHECK(check_fields(context, record));
  PARCOURS_CHECK(check_identities(context, record, id));
  PARCOURS_TRY(const auto time, record.time("created|since", context.now));
  PARCOURS_TRY(const auto row, context.db.rows().find(journey::kind::kCustomer, id));
  journey::Customer before;
  if (row) {
    PARCOURS_TRY(before, journey::parse_customer(row->body));
  }
  const std::string data = changed_members(record, before);
  Line line = Line::Unchanged;
  if (!data.empty() || !row) {
    const auto* type = row ? "customer.updated" : "customer.created";
    PARCOURS_TRY(line, context.take(journey::make_event({event_id, std::string{kSource}}, type,
                                                        row ? context.now : time, "customer:" + id,
                                                        data.empty() ? "{}" : data)));
  }
  PARCOURS_TRY(const auto consents, take_consents(context, record, id, time));
  return line == Line::Taken ? line : consents;
}

}  // namespace

Table customer_table() {
  return {"customers", {"customer|customer_id|id", "last_name|nom", "first_name|prenom"},
          5,           take_customer,
          {},          {"customer|customer_id|id"}};
}

}  // namespace parcours::hub
