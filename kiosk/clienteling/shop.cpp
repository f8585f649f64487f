// SPDX-License-Identifier: Apache-2.0
// What belongs to a shop: its staff, its tasks, its figures and the map of its customers' journeys.
#include <algorithm>
#include <array>

#include "kiosk/clienteling/clienteling.h"
#include "platform/json/value.h"

namespace parcours::clienteling {
namespace {

constexpr std::size_t kTasksMax = 2'000;
constexpr std::chrono::minutes kMapKept{1};
constexpr std::size_t kTimelineMax = 200'000;
constexpr std::array<std::string_view, 6> kStages{"awareness", "investigation", "validation",
                                                  "purchase",  "loyalty",       "ambassador"};
constexpr std::array<std::string_view, 10> kChannels{"web",  "app",   "ad",    "email",     "sms",
                                                     "post", "phone", "kiosk", "associate", "till"};

struct StageOfType {
  std::string_view prefix;
  std::size_t stage;
};
// The stage that an event of a type speaks of; the first prefix that fits. Other events speak of
// none.
constexpr std::array<StageOfType, 24> kStageOfTypes{{
    {"ad.", 0},
    {"web.product_viewed", 1},
    {"web.basket_abandoned", 2},
    {"web.", 0},
    {"app.", 1},
    {"kiosk.", 1},
    {"suggestion.", 1},
    {"guide.", 1},
    {"shop.visited", 1},
    {"shop.identified", 2},
    {"appointment.", 2},
    {"coupon.redeemed", 3},
    {"coupon.", 2},
    {"order.", 3},
    {"pickup.", 3},
    {"purchase.returned", 4},
    {"purchase.", 3},
    {"points.", 4},
    {"value.", 4},
    {"reward.", 4},
    {"survey.", 4},
    {"referral.", 5},
    {"message.", 0},
    {"note.", 4},
}};

std::optional<std::size_t> stage_of(std::string_view type) {
  for (const auto& entry : kStageOfTypes) {
    if (type.starts_with(entry.prefix)) return entry.stage;
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<TaskLine>> Clienteling::tasks(std::string_view shop) const {
  PARCOURS_TRY(const auto rows,
               x_rows.scan(journey::kind::kTask, std::string(shop) + "/", kTasksMax));
  std::vector<TaskLine> lines;
  for (const auto& row : rows) {
    TaskLine line;
    PARCOURS_TRY(line.task, journey::parse_task(row.body));
    if (line.task.state == "closed") continue;
    PARCOURS_TRY(line.product_name, product_name(line.task.product));
    if (!line.task.customer.empty()) {
      const auto found = customer(line.task.customer);
      if (found) {
        line.masked_name = mask_name(found->first_name, found->last_name, Mask::Initials);
      } else if (found.error().code != ErrorCode::NotFound) {
        return fail(found.error());
      }
    }
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end(),
            [](const auto& a, const auto& b) { return a.task.opened_ms < b.task.opened_ms; });
  return lines;
}

Result<journey::Staff> Clienteling::staff(std::string_view id) const {
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kStaff, id));
  if (!row) return fail(ErrorCode::NotFound, "no staff '" + std::string(id) + "' here", "staff");
  return journey::parse_staff(row->body);
}

Result<journey::Staff> Clienteling::by_badge(std::string_view badge) const {
  PARCOURS_TRY(const auto row,
               x_rows.find(journey::kind::kIdentity, "badge:" + std::string(badge)));
  if (!row) return fail(ErrorCode::NotFound, "nobody here has this badge", "badge");
  PARCOURS_TRY(const auto document, json::Document::parse(row->body));
  return staff(document.root().string("staff"));
}

Result<std::vector<journey::Figures>> Clienteling::figures(std::string_view shop,
                                                           std::size_t days) const {
  PARCOURS_TRY(const auto rows, x_rows.scan(journey::kind::kFigures, std::string(shop) + "/", days,
                                            /*descending=*/true));
  std::vector<journey::Figures> figures;
  for (const auto& row : rows) {
    PARCOURS_TRY(auto day, journey::parse_figures(row.body));
    figures.push_back(std::move(day));
  }
  return figures;
}

Result<ChannelStages> Clienteling::channel_stages(WallTime now) const {
  if (x_stages && std::chrono::abs(now - x_stages_at) < kMapKept) return *x_stages;
  ChannelStages map;
  map.channels.assign(kChannels.begin(), kChannels.end());
  map.stages.assign(kStages.begin(), kStages.end());
  map.volume.assign(kChannels.size(), std::vector<std::int64_t>(kStages.size(), 0));
  PARCOURS_TRY(const auto rows, x_rows.scan(journey::kind::kTimeline, "", kTimelineMax));
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto document, json::Document::parse(row.body));
    const auto stage = stage_of(document.root().string("type"));
    const std::string channel = document.root().string("channel");
    const auto found = std::find(kChannels.begin(), kChannels.end(), channel);
    if (!stage || found == kChannels.end()) continue;
    ++map.volume[static_cast<std::size_t>(found - kChannels.begin())][*stage];
  }
  x_stages = map;
  x_stages_at = now;
  return map;
}

}  // namespace parcours::clienteling
