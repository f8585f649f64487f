// SPDX-License-Identifier: Apache-2.0
// The timeline: one row per event of a customer, in the order of the events' own times.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

constexpr std::size_t kViewedMax = 12;
/// Entries read at once when the newest are wanted; four times as many at each further look.
constexpr std::size_t kFirstLook = 32;

/// The member that says most in one line; free words of notes and answers stay out of it.
constexpr std::array<std::string_view, 12> kDetails{"reason",   "template", "purpose", "why",
                                                    "campaign", "survey",   "slot",    "receipt",
                                                    "code",     "kind",     "reward",  "task"};

std::string first_text(const Fold& fold, std::initializer_list<std::string_view> members) {
  for (const auto member : members)
    if (auto text = fold.text(member); !text.empty()) return text;
  return {};
}

/// What a message is called is what its later events are recognised by.
bool is_named_by_template(std::string_view type) {
  return type.compare(0, 8, "message.") == 0 && type != "message.capped";
}

std::string detail_of(const Fold& fold) {
  if (is_named_by_template(fold.event.type))
    if (auto name = fold.text("template"); !name.empty()) return name;
  if (fold.event.type == "order.placed") return fold.data.boolean("paid") ? "paid" : "";
  if (fold.event.type.compare(0, 7, "survey.") == 0)
    if (auto name = fold.text("survey"); !name.empty()) return name;
  for (const auto member : kDetails)
    if (auto text = fold.text(member); !text.empty()) return text;
  return {};
}

/// The time an event speaks of ("at"), which the vocabulary has checked; 0 when it names none.
std::int64_t due_of(const Fold& fold) {
  const auto time = parse_rfc3339(fold.text("at"));
  return time ? to_ms(*time) : 0;
}

Money amount_of(const Fold& fold) {
  if (fold.data.has("total_cents")) return {fold.data.integer("total_cents")};
  if (fold.data.has("amount_cents")) return {fold.data.integer("amount_cents")};
  Money sum;
  for (const auto& line : read_lines(fold.data)) sum += line.price * line.quantity;
  return sum;
}

bool is_view(std::string_view type) {
  return type == "web.product_viewed" || type == "app.product_viewed";
}

/// Puts a product among those seen, given that the lists hold a time for each; the newest first.
void see(Customer& customer, const std::string& product, std::int64_t time_ms) {
  auto& viewed = customer.viewed;
  auto& times = customer.viewed_ms;
  const auto known = std::find(viewed.begin(), viewed.end(), product) - viewed.begin();
  if (known < std::ssize(viewed)) {
    if (times[static_cast<std::size_t>(known)] > time_ms) return;
    viewed.erase(viewed.begin() + known);
    times.erase(times.begin() + known);
  }
  const auto place =
      std::find_if(times.begin(), times.end(), [&](std::int64_t time) { return time <= time_ms; }) -
      times.begin();
  viewed.insert(viewed.begin() + place, product);
  times.insert(times.begin() + place, time_ms);
  if (viewed.size() <= kViewedMax) return;
  viewed.resize(kViewedMax);
  times.resize(kViewedMax);
}

}  // namespace

std::string customer_scope(const Customer& customer) {
  return "customers:" + customer.home_shop;
}

std::string shop_scope(std::string_view shop) {
  return fmt::format("shop:{}", shop);
}

std::vector<OrderLine> read_lines(const json::Value& data) {
  std::vector<OrderLine> lines;
  for (const auto& line : data.find("lines").elements())
    lines.push_back({line.string("product"), static_cast<int>(line.integer("quantity", 1)), 0,
                     Money{line.integer("price_cents")}});
  return lines;
}

TimelineEntry timeline_entry(const Fold& fold) {
  TimelineEntry entry;
  entry.event_id = fold.event.id;
  entry.type = fold.event.type;
  entry.channel = fold.event.channel;
  entry.initiator = fold.event.initiator;
  entry.time_ms = fold.time_ms();
  if (fold.event.happened() != fold.event.time) entry.clock_ms = to_ms(fold.event.time);
  entry.product = fold.text("product");
  if (entry.product.empty() && fold.event.subject_kind() == "product")
    entry.product = fold.event.subject_value();
  auto lines = read_lines(fold.data);
  if (lines.empty() && fold.order && fold.event.type == "purchase.completed")
    lines = fold.order->lines;
  for (const auto& line : lines) {
    if (entry.product.empty())
      entry.product = line.product;
    else if (line.product != entry.product)
      entry.also.push_back(line.product);
  }
  entry.order = fold.order_id;
  entry.shop = fold.text("shop");
  if (entry.shop.empty() && fold.event.subject_kind() == "shop")
    entry.shop = fold.event.subject_value();
  if (entry.shop.empty() && fold.order) entry.shop = fold.order->shop;
  entry.detail = detail_of(fold);
  entry.amount = amount_of(fold);
  entry.actor = first_text(fold, {"actor", "in_name_of", "author"});
  entry.due_ms = due_of(fold);
  entry.code = first_text(fold, {"code", "coupon"});
  return entry;
}

std::string timeline_key(std::string_view customer, std::int64_t time_ms,
                         std::string_view event_key) {
  // Always with milliseconds: "…00.5Z" would sort before "…00Z".
  auto time = to_rfc3339(from_ms(time_ms));
  if (time.size() == 20) time.replace(19, 1, ".000Z");
  return fmt::format("{}/{}/{}", customer, time, event_key);
}

Status add_to_timeline(Fold& fold) {
  if (!fold.customer) return {};
  fold.entry = timeline_entry(fold);
  const auto key = timeline_key(fold.customer->id, fold.entry.time_ms, fold.key);
  PARCOURS_TRY(const auto last, fold.sheet.scan(kind::kTimeline, fold.customer->id + "/", 1, true));
  fold.latest = last.empty() || last.front().key <= key;
  if (!last.empty() && last.front().key >= key) {
    PARCOURS_TRY(const auto told, fold.sheet.find(kind::kTimeline, key));
    fold.retold = told.has_value();
  }
  fold.sheet.put(customer_scope(*fold.customer), kind::kTimeline, key, to_json(fold.entry));
  return {};
}

Status walk_back(const Fold& fold,
                 const std::function<bool(const std::string&, const TimelineEntry&)>& visit) {
  const auto prefix = fold.customer->id + "/";
  std::size_t done = 0;
  for (std::size_t limit = kFirstLook;; limit *= 4) {
    PARCOURS_TRY(const auto rows, fold.sheet.scan(kind::kTimeline, prefix, limit, true));
    for (; done < rows.size(); ++done) {
      PARCOURS_TRY(const auto entry, parse_timeline_entry(rows[done].body));
      if (!visit(rows[done].key, entry)) return {};
    }
    if (rows.size() < limit) return {};
  }
}

Result<bool> happened_later(const Fold& fold,
                            const std::function<bool(const TimelineEntry&)>& test) {
  if (fold.latest) return false;
  const auto own = timeline_key(fold.customer->id, fold.entry.time_ms, fold.key);
  bool found = false;
  PARCOURS_CHECK(walk_back(fold, [&](const std::string& key, const TimelineEntry& entry) {
    found = key > own && test(entry);
    return key > own && !found;
  }));
  return found;
}

Status fold_viewed(Fold& fold) {
  if (!fold.customer) return {};
  auto& customer = *fold.customer;
  auto& times = customer.viewed_ms;
  const auto now = fold.time_ms();
  const auto product = fold.text("product");
  // Of two products of one millisecond the order of the entries' keys decides.
  bool same_time = false;
  for (std::size_t i = 0; i < std::min(times.size(), customer.viewed.size()); ++i)
    same_time = same_time || (times[i] == now && customer.viewed[i] != product);
  if (times.size() == customer.viewed.size() && (fold.latest || !same_time)) {
    see(customer, product, now);
    return {};
  }
  customer.viewed.clear();
  times.clear();
  return walk_back(fold, [&](const std::string&, const TimelineEntry& entry) {
    const auto& viewed = customer.viewed;
    if (is_view(entry.type) &&
        std::find(viewed.begin(), viewed.end(), entry.product) == viewed.end()) {
      customer.viewed.push_back(entry.product);
      times.push_back(entry.time_ms);
    }
    return viewed.size() < kViewedMax;
  });
}

}  // namespace parcours::journey
