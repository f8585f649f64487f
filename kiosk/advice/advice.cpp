// SPDX-License-Identifier: Apache-2.0
#include "kiosk/advice/advice.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "kiosk/advice/select.h"
#include "platform/json/value.h"
#include "sync/affinity/model.h"

namespace parcours::advice {
namespace {

using journey::Product;
using journey::RowSource;
namespace kind = journey::kind;

constexpr std::size_t kScoredMax = 50;

/// The retailer's words on advice: setting row "advice".
struct Policy {
  std::set<std::string, std::less<>> sensitive_families;
  std::map<std::string, std::vector<std::string>, std::less<>> pairs;
};

Result<Policy> read_policy(const RowSource& rows) {
  PARCOURS_TRY(const auto row, rows.find(kind::kSetting, "advice"));
  Policy policy;
  if (!row) return policy;
  PARCOURS_TRY(const auto document, json::Document::parse(row->body));
  for (auto& family : document.root().strings("sensitive_families"))
    policy.sensitive_families.insert(std::move(family));
  const auto pairs = document.root().find("pairs");
  for (const auto& [family, others] : pairs.members())
    policy.pairs[std::string{family}] = pairs.strings(family);
  return policy;
}

/// What sold most here lately: setting row "popular/<shop>".
Result<std::vector<std::string>> read_popular(const RowSource& rows, const std::string& shop) {
  PARCOURS_TRY(const auto row, rows.find(kind::kSetting, "popular/" + shop));
  if (!row) return std::vector<std::string>{};
  PARCOURS_TRY(const auto document, json::Document::parse(row->body));
  return document.root().strings("products");
}

bool may_use(const journey::Customer* customer) {
  return customer != nullptr && customer->consents.allows("advice");
}

enum class Shelf { GoesWith, BuyAgain };

/// Collects candidates for one shelf, each with its family and what is in stock here.
class Collector {
 public:
  Collector(const Ask& ask, const RowSource& rows, Shelf shelf)
      : x_ask(ask), x_rows(rows), x_shelf(shelf) {}

  Result<std::vector<Candidate>> goes_with() {
    PARCOURS_TRY(x_policy, read_policy(x_rows));
    PARCOURS_CHECK(read_hand());
    PARCOURS_CHECK(add_fitting());
    PARCOURS_CHECK(add_bought_together());
    // What sells anyway is read only when the shelf would stay half empty.
    if (choose(x_candidates, rules()).size() == x_ask.limit) return std::move(x_candidates);
    PARCOURS_TRY(const auto popular, read_popular(x_rows, x_ask.shop));
    PARCOURS_CHECK(add_popular(popular, Reason::Family));
    PARCOURS_CHECK(add_popular(popular, Reason::Popular));
    return std::move(x_candidates);
  }

  Result<std::vector<Candidate>> buy_again() {
    PARCOURS_TRY(x_policy, read_policy(x_rows));
    constexpr int kTimesMin = 2;
    auto owned = x_ask.customer->owned;
    std::stable_sort(owned.begin(), owned.end(), [](const auto& a, const auto& b) {
      return a.times != b.times ? a.times > b.times : a.last_ms > b.last_ms;
    });
    for (const auto& one : owned)
      if (one.times >= kTimesMin)
        PARCOURS_CHECK(add(one.product, Reason::BuyAgain, one.product, 0, std::log1p(one.times)));
    return std::move(x_candidates);
  }

  [[nodiscard]] Rules rules() const {
    Rules rules;
    rules.sensitive_families = x_policy.sensitive_families;
    rules.excluded.insert(x_ask.basket.begin(), x_ask.basket.end());
    rules.excluded.insert(x_ask.about.begin(), x_ask.about.end());
    rules.limit = x_ask.limit;
    if (x_shelf == Shelf::GoesWith && may_use(x_ask.customer))
      for (const auto& owned : x_ask.customer->owned)
        if (owned.times > 0) rules.excluded.insert(owned.product);
    return rules;
  }

 private:
  Result<std::optional<Product>> product(const std::string& id) {
    PARCOURS_TRY(const auto row, x_rows.find(kind::kProduct, id));
    if (!row) return std::optional<Product>{};
    PARCOURS_TRY(auto product, journey::parse_product(row->body));
    return std::optional<Product>{std::move(product)};
  }

  Status read_hand() {
    for (const auto& id : x_ask.about) {
      PARCOURS_TRY(auto one, product(id));
      if (one) x_hand.push_back(std::move(*one));
      PARCOURS_TRY(const auto row, x_rows.find(kind::kSuggest, id));
      if (!row) continue;
      PARCOURS_TRY(const auto suggestions, journey::parse_suggestions(row->body));
      auto& list = x_lists.emplace_back(affinity::NeighbourList{id, {}});
      for (const auto& item : suggestions.items)
        list.items.push_back(
            {item.product, item.score - item.conditional, item.conditional, 0, item.customers});
    }
    x_scored = affinity::score(x_lists, kScoredMax);
    return {};
  }

  /// A product of a sensitive family may be evidence while it is in hand, but no reason names it.
  [[nodiscard]] bool may_name(std::string_view id) const {
    const auto at = std::find_if(x_hand.begin(), x_hand.end(),
                                 [&](const Product& one) { return one.id == id; });
    return at == x_hand.end() || !x_policy.sensitive_families.contains(at->family);
  }

  Status add(const std::string& id, Reason reason, const std::string& about, int customers,
             double score) {
    PARCOURS_TRY(const auto one, product(id));
    if (!one) return {};
    PARCOURS_TRY(const auto row, x_rows.find(kind::kStock, id + "/" + x_ask.shop));
    Candidate candidate{id, one->family, reason, about, customers, score, 0};
    if (row) {
      PARCOURS_TRY(const auto stock, journey::parse_stock(row->body));
      candidate.available = stock.available();
    }
    if (!about.empty() && !may_name(about)) {
      candidate.about.clear();
      candidate.customers = 0;
    }
    x_candidates.push_back(std::move(candidate));
    return {};
  }

  [[nodiscard]] double statistics_of(std::string_view id) const {
    const auto at = std::find_if(x_scored.begin(), x_scored.end(),
                                 [&](const auto& one) { return one.product == id; });
    return at == x_scored.end() ? 0 : at->score;
  }

  /// A relation of the catalogue outranks statistics; these only order what fits.
  Status add_fitting() {
    struct Fitting {
      std::string product;
      std::string about;
      double score = 0;
    };
    std::vector<Fitting> fitting;
    for (const auto& one : x_hand)
      for (const auto& id : one.fits) fitting.push_back({id, one.id, statistics_of(id)});
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    for (const auto& one : fitting)
      PARCOURS_CHECK(add(one.product, Reason::Fits, one.about, 0, one.score));
    return {};
  }

  Status add_bought_together() {
    for (const auto& one : x_scored)
      PARCOURS_CHECK(
          add(one.product, Reason::BoughtTogether, one.because, one.customers, one.score));
    return {};
  }

  Status add_popular(const std::vector<std::string>& popular, Reason reason) {
    for (std::size_t i = 0; i < popular.size(); ++i) {
      std::string about;
      if (reason == Reason::Family) {
        PARCOURS_TRY(const auto one, product(popular[i]));
        if (!one) continue;
        about = paired_with(one->family);
        if (about.empty()) continue;
      }
      PARCOURS_CHECK(add(popular[i], reason, about, 0, 1.0 / static_cast<double>(i + 1)));
    }
    return {};
  }

  /// The product in hand whose family goes with `family`, "" when none does.
  [[nodiscard]] std::string paired_with(std::string_view family) const {
    for (const auto& one : x_hand) {
      const auto at = x_policy.pairs.find(one.family);
      if (at == x_policy.pairs.end()) continue;
      if (std::find(at->second.begin(), at->second.end(), family) != at->second.end())
        return one.id;
    }
    return {};
  }

  const Ask& x_ask;
  const RowSource& x_rows;
  const Shelf x_shelf;
  Policy x_policy;
  std::vector<Product> x_hand;
  std::vector<affinity::NeighbourList> x_lists;
  std::vector<affinity::Scored> x_scored;
  std::vector<Candidate> x_candidates;
};

}  // namespace

std::string_view to_string(Reason reason) {
  switch (reason) {
    case Reason::Fits:
      return "fits";
    case Reason::BoughtTogether:
      return "bought_together";
    case Reason::Family:
      return "family";
    case Reason::Popular:
      return "popular";
    case Reason::BuyAgain:
      return "buy_again";
  }
  return "popular";
}

Result<std::vector<Advice>> goes_with(const Ask& ask, const RowSource& rows) {
  Collector collector{ask, rows, Shelf::GoesWith};
  PARCOURS_TRY(const auto candidates, collector.goes_with());
  return choose(candidates, collector.rules());
}

Result<std::vector<Advice>> buy_again(const Ask& ask, const RowSource& rows) {
  if (!may_use(ask.customer)) return std::vector<Advice>{};
  Collector collector{ask, rows, Shelf::BuyAgain};
  PARCOURS_TRY(const auto candidates, collector.buy_again());
  return choose(candidates, collector.rules());
}

}  // namespace parcours::advice
