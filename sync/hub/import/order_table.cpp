// SPDX-License-Identifier: Apache-2.0
// The table of orders, a line per product: lines of one order become one order.placed, and its
// state a pickup event. One wrong line refuses its whole order.
#include <fmt/format.h>

#include <map>

#include "platform/json/writer.h"
#include "sync/hub/import/importer.h"
#include "sync/journey/entities.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kSource = "import/orders";
constexpr std::string_view kOrderId = "order|order_id";
constexpr std::string_view kProductId = "product|product_id|sku";

/// The lines of one order, as they stand in the file.
struct Group {
  std::vector<Record> records;
};

struct Groups {
  std::vector<std::string> order;  ///< ids as they came
  std::map<std::string, Group> by_id;
};

Result<Groups> read_groups(ImportContext& context, const Header& header, CsvReader& reader) {
  Groups groups;
  while (!reader.at_end()) {
    auto fields = reader.next();
    ++context.report.rows;
    if (!fields) {
      context.report.refuse(reader.line(), fields.error());
      continue;
    }
    if (const auto whole = header.check(*fields); !whole) {
      context.report.refuse(fields->line, whole.error());
      continue;
    }
    Record record{header, std::move(*fields)};
    const auto id = record.identifier(kOrderId);
    if (!id) {
      context.report.refuse(record.line(), id.error());
      continue;
    }
    const auto [entry, fresh] = groups.by_id.try_emplace(*id);
    if (fresh) groups.order.push_back(*id);
    entry->second.records.push_back(std::move(record));
  }
  return groups;
}

Status write_line(ImportContext& context, const Record& record, json::Writer& out) {
  PARCOURS_TRY(const auto product, record.identifier(kProductId));
  PARCOURS_CHECK(context.must_exist(journey::kind::kProduct, product, "product"));
  PARCOURS_TRY(const auto quantity, record.whole("quantity", 1, 1, 100'000));
  PARCOURS_TRY(const auto price, record.money("price|unit_price"));
  out.begin_object().field("product", product).field("quantity", quantity);
  out.field("price_cents", price.cents).end_object();
  return {};
}

Result<std::string> placed_data(ImportContext& context, const std::string& id, const Group& group) {
  const Record& first = group.records.front();
  json::Writer out;
  out.begin_object().field("order", id).key("lines").begin_array();
  for (const auto& record : group.records) {
    if (auto written = write_line(context, record, out); !written) {
      Error error = written.error();
      error.message = fmt::format("line {}: {}", record.line(), error.message);
      return fail(std::move(error));
    }
  }
  out.end_array();
  PARCOURS_TRY(const auto shop, first.identifier("shop|shop_id"));
  PARCOURS_CHECK(context.must_exist(journey::kind::kShop, shop, "shop"));
  const auto channel = first.text("channel");
  out.field("shop", shop).field("channel", channel.empty() ? "web" : channel);
  if (!first.text("promised").empty()) {
    PARCOURS_TRY(const auto promised, first.time("promised", context.now));
    out.field("promised_at", to_rfc3339(promised));
  }
  if (const auto code = first.text("pickup_code"); !code.empty()) out.field("pickup_code", code);
  PARCOURS_TRY(const bool paid, first.flag("paid"));
  out.field("paid", paid);
  if (const auto name = first.text("customer_name"); !name.empty()) {
    out.field("customer_name", name);
  }
  return out.end_object().take();
}

/// Moves the order to the state of its first line.
Result<Line> take_state(ImportContext& context, const std::string& id, const Record& first,
                        WallTime time) {
  const auto state = first.text("state|status");
  if (state.empty() || state == "placed") return Line::Unchanged;
  if (journey::order_rank(state) < 0) {
    return fail(ErrorCode::Invalid, fmt::format("\"{}\" is no state of an order", state),
                "column state");
  }
  json::Writer data;
  data.begin_object().field("order", id).field("actor", "import");
  if (const auto bin = first.text("bin"); !bin.empty()) data.field("bin", bin);
  data.end_object();
  PARCOURS_TRY(const auto moved, first.time("updated", time));
  return context.take(journey::make_event({id + "/" + state, std::string{kSource}},
                                          "pickup." + state, moved, "order:" + id, data.take()));
}

Result<Line> take_order(ImportContext& context, const std::string& id, const Group& group) {
  const Record& first = group.records.front();
  const auto customer = first.text("customer|customer_id");
  if (!customer.empty()) {
    PARCOURS_CHECK(context.must_exist(journey::kind::kCustomer, customer, "customer"));
  }
  const auto state = first.text("state|status");
  if (!state.empty() && journey::order_rank(state) < 0) {
    return fail(ErrorCode::Invalid, fmt::format("\"{}\" is no state of an order", state),
                "column state");
  }
  PARCOURS_TRY(const bool known, context.knows(kSource, id));
  PARCOURS_TRY(const auto time, first.time("placed|placed_at|date", context.now));
  Line placed = Line::Unchanged;
  if (!known) {
    PARCOURS_TRY(const auto data, placed_data(context, id, group));
    const auto subject = customer.empty() ? std::string{} : "customer:" + customer;
    PARCOURS_TRY(placed, context.take(journey::make_event({id, std::string{kSource}},
                                                          "order.placed", time, subject, data)));
  }
  PARCOURS_TRY(const auto moved, take_state(context, id, first, time));
  return placed == Line::Taken ? placed : moved;
}

Status take_orders(ImportContext& context, const Header& header, CsvReader& reader) {
  PARCOURS_TRY(const auto groups, read_groups(context, header, reader));
  for (const auto& id : groups.order) {
    const Group& group = groups.by_id.at(id);
    const auto result = take_order(context, id, group);
    for (const auto& record : group.records) {
      PARCOURS_CHECK(count(context, record.line(), result));
    }
  }
  return {};
}

}  // namespace

Table order_table() {
  return {"orders", {kOrderId, kProductId, "shop|shop_id", "quantity"}, 6, {}, take_orders};
}

}  // namespace parcours::hub
