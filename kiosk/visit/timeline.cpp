// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/timeline.h"

#include <algorithm>
#include <array>

namespace parcours::visit {
namespace {

constexpr std::int64_t kVisitMs = 30 * 60'000;
constexpr std::chrono::days kInterestFresh{30};

bool is_look(const journey::TimelineEntry& entry) {
  if (entry.product.empty()) return false;
  return entry.type.ends_with(".product_viewed") || entry.type == "kiosk.scanned";
}

/// How much a sign of presence says; 0 when it is none.
int presence_rank(const journey::TimelineEntry& entry) {
  constexpr std::array<std::string_view, 4> kSigns{"profile.opened", "kiosk.scanned",
                                                   "shop.identified", "shop.visited"};
  if (is_look(entry)) return 0;
  const auto* at = std::find(kSigns.begin(), kSigns.end(), entry.type);
  return at == kSigns.end() ? 0 : static_cast<int>(at - kSigns.begin()) + 1;
}

/// Lines of the same group may become one; "" never does.
std::string group_of(const journey::TimelineEntry& entry) {
  if (presence_rank(entry) > 0) return "presence";
  if (entry.type == "suggestion.shown") return entry.type;
  if (!is_look(entry)) return {};
  // A scan at the terminal and the look it opens are one act.
  return entry.type.substr(0, entry.type.find('.')) + "/" + entry.product;
}

struct Joined {
  TimelineLine line;
  std::string group;
  std::int64_t oldest_ms = 0;
};

void join(Joined& into, const TimelineLine& line) {
  auto& entry = into.line.entry;
  into.oldest_ms = line.entry.time_ms;
  if (into.group == "presence") {
    // Our reading of the file does not move the time at which they came.
    const bool read = entry.type == "profile.opened";
    const std::int64_t newest = read ? line.entry.time_ms : entry.time_ms;
    if (presence_rank(line.entry) > presence_rank(entry)) entry = line.entry;
    entry.time_ms = newest;
    return;
  }
  ++into.line.times;
  if (entry.product == line.entry.product) return;
  entry.product.clear();
  into.line.product_name = {};
}

}  // namespace

std::vector<TimelineLine> condensed(const std::vector<TimelineLine>& lines) {
  std::vector<Joined> joined;
  for (const auto& line : lines) {
    std::string group = group_of(line.entry);
    const auto same = std::find_if(joined.rbegin(), joined.rend(), [&](const Joined& one) {
      return !group.empty() && one.group == group && one.oldest_ms - line.entry.time_ms <= kVisitMs;
    });
    if (same != joined.rend()) {
      join(*same, line);
    } else {
      joined.push_back({line, std::move(group), line.entry.time_ms});
    }
  }
  std::vector<TimelineLine> out;
  out.reserve(joined.size());
  for (auto& one : joined) out.push_back(std::move(one.line));
  return out;
}

std::vector<std::string> interests(const journey::Customer& customer,
                                   const std::vector<TimelineLine>& lines, WallTime now) {
  const std::int64_t fresh = to_ms(now - kInterestFresh);
  std::vector<std::string> out;
  const auto add = [&](const std::string& product, std::int64_t when) {
    const bool bought =
        std::any_of(customer.owned.begin(), customer.owned.end(), [&](const journey::Owned& owned) {
          return owned.product == product && owned.last_ms >= when;
        });
    if (bought || std::find(out.begin(), out.end(), product) != out.end()) return;
    out.push_back(product);
  };
  for (const auto& line : lines) {
    const auto& entry = line.entry;
    if (entry.time_ms < fresh) break;
    const bool interest = is_look(entry) || entry.type == "web.basket_abandoned" ||
                          entry.type.starts_with("appointment.");
    if (interest && !entry.product.empty()) add(entry.product, entry.time_ms);
  }
  for (std::size_t i = 0; i < customer.viewed.size(); ++i) {
    const std::int64_t when = i < customer.viewed_ms.size() ? customer.viewed_ms[i] : 0;
    add(customer.viewed[i], when);
  }
  return out;
}

}  // namespace parcours::visit
