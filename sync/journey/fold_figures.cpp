// SPDX-License-Identifier: Apache-2.0
// The figures of a shop's day as they grow: sales by hour, pickups made ready. Days and hours are
// those of the shops, in France. Takings are what was sold; returns are not taken off.
#include <fmt/format.h>

#include "platform/base/zone.h"
#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

constexpr std::size_t kHours = 24;

struct ShopTime {
  std::string day;  ///< "2026-11-20"
  std::size_t hour = 0;
};

/// The hub counts by French days; a terminal shows the zone of its shop.
ShopTime shop_time(WallTime time) {
  const Zone zone;
  const auto here = zone.local(time);
  const auto past = here - std::chrono::floor<std::chrono::days>(here);
  return {zone.day(time),
          static_cast<std::size_t>(std::chrono::floor<std::chrono::hours>(past).count())};
}

std::string shop_of(const Fold& fold) {
  auto shop = fold.text("shop");
  return shop.empty() && fold.order ? fold.order->shop : shop;
}

/// Reads the day's row, or begins it, and writes it as `change` leaves it.
Status change_day(Fold& fold, const std::function<void(Figures&, std::size_t hour)>& change) {
  const auto shop = shop_of(fold);
  if (shop.empty()) return {};
  const auto now = shop_time(fold.event.happened());
  const auto key = shop + "/" + now.day;
  Figures figures;
  PARCOURS_TRY(const auto row, fold.sheet.find(kind::kFigures, key));
  if (row) {
    PARCOURS_TRY(figures, parse_figures(row->body));
  }
  figures.shop = shop;
  figures.day = now.day;
  figures.revenue_by_hour_cents.resize(kHours);
  change(figures, now.hour);
  fold.sheet.put(shop_scope(shop), kind::kFigures, key, to_json(figures));
  return {};
}

}  // namespace

Status count_sale(Fold& fold, Money total) {
  return change_day(fold, [&](Figures& figures, std::size_t hour) {
    figures.revenue += total;
    figures.revenue_by_hour_cents[hour] += total.cents;
    ++figures.baskets;
    if (fold.data.boolean("advised")) ++figures.advised_baskets;
  });
}

Status count_ready(Fold& fold) {
  return change_day(fold, [](Figures& figures, std::size_t) { ++figures.pickups_ready; });
}

}  // namespace parcours::journey
