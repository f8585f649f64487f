// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/books.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "platform/json/writer.h"
#include "sync/demo/opening.h"
#include "sync/demo/words.h"

namespace parcours::demo {
namespace {

namespace kind = journey::kind;

Status put(Sink& sink, std::string_view scope, std::string_view kind, std::string_view key,
           std::string body) {
  return sink.row({std::string{scope}, std::string{kind}, std::string{key}, std::move(body), 0});
}

Status put_settings(Sink& sink) {
  json::Writer retailer;
  retailer.begin_object().field("name", "Maison Garonne").field("made_up", true);
  retailer.field("notice_fr",
                 "Boutique de démonstration : personnes, marques, prix et ventes sont inventés.");
  retailer.field("notice_en", "Demo shop: people, brands, prices and sales are made up.");
  retailer.field("open_from", "10:00").field("collect_hours", 2).field("return_days", 30);
  PARCOURS_CHECK(put(sink, "catalogue", kind::kSetting, "retailer", retailer.end_object().take()));

  std::map<std::string_view, std::set<std::string_view>> pairs;
  const auto& kinds = kind_words();
  for (const auto& one : kinds)
    for (const auto shape : split(one.with, ' '))
      for (const auto& other : kinds)
        if (other.shape == shape && other.family != one.family)
          pairs[one.family].insert(other.family);
  json::Writer advice;
  advice.begin_object().key("sensitive_families").begin_array().value("sante").end_array();
  advice.key("pairs").begin_object();
  for (const auto& [family, others] : pairs) {
    advice.key(family).begin_array();
    for (const auto other : others) advice.value(other);
    advice.end_array();
  }
  advice.end_object().end_object();
  return put(sink, "catalogue", kind::kSetting, "advice", advice.take());
}

Status put_staff(const Retail& retail, Sink& sink) {
  for (const auto& member : retail.staff) {
    const auto scope = "shop:" + member.shop;
    PARCOURS_CHECK(put(sink, scope, kind::kStaff, member.id, to_json(member)));
    json::Writer link;
    link.begin_object().field("staff", member.id).end_object();
    PARCOURS_CHECK(put(sink, scope, kind::kIdentity, "badge:" + member.badge, link.take()));
  }
  return {};
}

Status put_products(const Retail& retail, Sink& sink) {
  for (const auto& product : retail.products) {
    PARCOURS_CHECK(put(sink, "catalogue", kind::kProduct, product.id, to_json(product)));
    json::Writer code;
    code.begin_object().field("product", product.id).end_object();
    PARCOURS_CHECK(put(sink, "catalogue", kind::kCode, product.gtin, code.take()));
  }
  return {};
}

/// Pieces on the shelf before orders reserve some of them: a third of the range is absent from a
/// small shop.
int pieces(ProductIndex product, std::size_t shop, Random& random) {
  constexpr double kAbsent[]{0.18, 0.27, 0.4, 0.42, 0.3, 0.25};
  const bool absent = random.chance(kAbsent[shop % 6]);
  const double u = random.unit();
  const int some = 1 + static_cast<int>(24 * u * u);
  if (product == anchor::kCoffee) return shop == 0 ? 0 : some;  // out of stock here, not elsewhere
  if (product <= anchor::kMug && shop == 0) return 2 + some % 9;
  return absent ? 0 : some;
}

Status put_stock(const Retail& retail, const Options& options, const Ledger& ledger, Sink& sink) {
  Random random{options.seed ^ 0x570CCU};
  const auto told = told_in(retail.shops.front(), options.today, options.minute).at;
  const auto now = to_ms(local(told.day, told.minute));
  for (std::size_t i = 0; i < retail.products.size(); ++i) {
    const auto product = static_cast<ProductIndex>(i);
    for (std::size_t s = 0; s < retail.shops.size(); ++s) {
      journey::Stock stock;
      stock.product = retail.products[i].id;
      stock.shop = retail.shops[s].id;
      stock.reserved = ledger.reserved[slot(retail, product, s)];
      stock.on_hand = pieces(product, s, random) + stock.reserved;
      const bool counted = random.chance(0.3);
      stock.counted_ms = now - random.between(2, counted ? 4000 : 300) * 60'000;
      stock.source = counted ? "count" : "till";
      PARCOURS_CHECK(
          put(sink, "catalogue", kind::kStock, stock.product + "/" + stock.shop, to_json(stock)));
    }
  }
  return {};
}

/// How much of an hour of the day a shop was open, until now when it is today: 0..60 minutes.
int open_minutes(int hour, const Told& told, int days_ago) {
  const int until = days_ago == 0 ? told.at.minute : told.closes_at;
  return hour * 60 < kOpensAt ? 0 : std::clamp(until - hour * 60, 0, 60);
}

journey::Figures figures_of(std::size_t shop, int days_ago, const Told& told, Random& random) {
  // Share of a day's revenue by hour, from ten to eight.
  constexpr int kHours[24]{0,  0, 0, 0,  0,  0,  0,  0, 0, 0, 6, 9,
                           11, 8, 8, 10, 12, 14, 12, 8, 0, 0, 0, 0};
  constexpr double kSize[]{1.0, 0.8, 0.45, 0.4, 0.75, 0.9};
  constexpr double kWeekday[]{0.35, 0.8, 0.85, 1.0, 0.95, 1.2, 1.75};  // from Sunday
  const auto day = told.at.day - std::chrono::days{days_ago};
  const std::chrono::year_month_day date{day};
  const double level = 14000 * kSize[shop % 6] * kWeekday[std::chrono::weekday{day}.c_encoding()] *
                       (0.85 + 0.3 * random.unit());
  journey::Figures figures;
  figures.day = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                            static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  figures.revenue_by_hour_cents.resize(24);
  for (int hour = 0; hour < 24; ++hour) {
    const double share = open_minutes(hour, told, days_ago) / 60.0;
    const auto cents =
        static_cast<std::int64_t>(level * kHours[hour] * share * (0.8 + 0.4 * random.unit()));
    figures.revenue_by_hour_cents[static_cast<std::size_t>(hour)] = cents;
    figures.revenue += Money{cents};
  }
  figures.baskets = static_cast<int>(figures.revenue.cents / random.between(5400, 6600));
  figures.advised_baskets = static_cast<int>(figures.baskets * (0.16 + 0.1 * random.unit()));
  figures.pickups_ready = static_cast<int>(figures.baskets * (0.12 + 0.05 * random.unit()));
  figures.preparation_median_min = static_cast<int>(random.between(24, 52));
  return figures;
}

Status put_figures(const Retail& retail, const Options& options, Sink& sink) {
  constexpr int kDays = 35;
  Random random{options.seed ^ 0xF164U};
  for (std::size_t s = 0; s < retail.shops.size(); ++s) {
    const auto told = told_in(retail.shops[s], options.today, options.minute);
    for (int days_ago = kDays; days_ago >= 0; --days_ago) {
      auto figures = figures_of(s, days_ago, told, random);
      figures.shop = retail.shops[s].id;
      PARCOURS_CHECK(put(sink, "shop:" + figures.shop, kind::kFigures,
                         figures.shop + "/" + figures.day, to_json(figures)));
    }
  }
  return {};
}

/// Setting "popular/S1": {"products":[...]}, what sold most here in 30 days, at most 50.
Status put_popular(const Retail& retail, const Ledger& ledger, Sink& sink) {
  constexpr std::size_t kPopularMax = 50;
  for (std::size_t s = 0; s < retail.shops.size(); ++s) {
    std::vector<ProductIndex> order(retail.products.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](ProductIndex a, ProductIndex b) {
      return ledger.sold[slot(retail, a, s)] > ledger.sold[slot(retail, b, s)];
    });
    json::Writer writer;
    writer.begin_object().key("products").begin_array();
    for (std::size_t i = 0; i < std::min(kPopularMax, order.size()); ++i)
      writer.value(retail.products[order[i]].id);
    writer.end_array().end_object();
    PARCOURS_CHECK(
        put(sink, "catalogue", kind::kSetting, "popular/" + retail.shops[s].id, writer.take()));
  }
  return {};
}

}  // namespace

Status open_books(const Retail& retail, Sink& sink) {
  PARCOURS_CHECK(put_settings(sink));
  for (const auto& family : retail.families)
    PARCOURS_CHECK(put(sink, "catalogue", kind::kFamily, family.id, to_json(family)));
  for (const auto& shop : retail.shops)
    PARCOURS_CHECK(put(sink, "catalogue", kind::kShop, shop.id, to_json(shop)));
  PARCOURS_CHECK(put_staff(retail, sink));
  return put_products(retail, sink);
}

Status close_books(const Retail& retail, const Options& options, const Ledger& ledger, Sink& sink) {
  PARCOURS_CHECK(put_stock(retail, options, ledger, sink));
  PARCOURS_CHECK(put_figures(retail, options, sink));
  return put_popular(retail, ledger, sink);
}

}  // namespace parcours::demo
