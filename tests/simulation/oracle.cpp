// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/oracle.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "platform/json/value.h"
#include "sync/hub/intake.h"
#include "sync/journey/entities.h"
#include "sync/journey/fold.h"
#include "sync/protocol/chain.h"
#include "tests/simulation/shop.h"

namespace parcours::simulation {

const std::vector<Invariant>& invariants() {
  static const std::vector<Invariant> kAll{
      {"1", "no event is lost while a terminal's disk or the hub holds it", true},
      {"2", "each event id changes state once; state is the fold of the log", true},
      {"3", "order per device, epoch and lane; no gap below committed", true},
      {"4", "confirmed rows are one commit of the hub over all scopes", true},
      {"5", "own writes are visible; the cursor never falls unsaid", true},
      {"6", "at rest all rows equal the hub's and a fresh download's", true},
      {"7", "no acknowledgement before the flush of its level", true},
      {"8", "goods of an order move once; its rank never falls", true},
      {"9", "a coupon is used at most n times: needs rights", false},
      {"10", "points are the sum over unique events (spending needs rights)", true},
      {"11", "stock is what was there less what went", true},
      {"12", "one unfenced holder of a token: needs rights", false},
      {"13", "a disk that went back takes another epoch before it writes", true},
      {"14", "each rejected intent is shown once", true},
      {"15", "all hold under any clock", true},
      {"16", "erased stays erased: needs erasure of devices that are off", false},
      {"17", "no row outside the scopes of a terminal", true},
      {"18", "N-1 and N keep unknown fields: needs mixed versions", false},
      {"19", "a truncated answer is never taken for whole", true},
      {"20", "after a hub restore all facts come back", true},
      {"21", "every outbox drains and all converge in bounded time", true},
      {"22", "poison, telemetry or a dead terminal delay nobody's control lane", true},
  };
  return kAll;
}

std::vector<std::string> held_by(const Terminal& terminal) {
  std::vector<std::string> out;
  for (const auto& [ord, event] : terminal.disk.tables.pending.all()) out.push_back(event.id);
  return out;
}

bool is_shown(const std::string& scope, const std::string& device) {
  return scope == "catalogue" || scope == "shop:S1" || scope == "customers:S1" ||
         scope == "device:" + device;
}

namespace {

std::set<std::string> held_anywhere(const Terminals& terminals) {
  std::set<std::string> out;
  for (const auto& terminal : terminals) {
    for (auto& id : held_by(*terminal)) out.insert(std::move(id));
  }
  return out;
}

std::set<std::string> known_at(const HubTables& tables) {
  std::set<std::string> out;
  for (const auto& [name, number] : tables.events.all()) out.insert(name.second);
  for (const auto& [name, reason] : tables.quarantine.all()) out.insert(name.second);
  return out;
}

}  // namespace

void Oracle::recorded(int terminal, const journey::Event& event) {
  Recorded entry;
  entry.terminal = terminal;
  if (event.subject_kind() == "customer") entry.customer = event.subject_value();
  if (const auto document = json::Document::parse(event.data)) {
    const auto data = document->root();
    if (entry.customer.empty()) entry.customer = data.string("customer");
    if (event.type == "points.spent") entry.points = -static_cast<int>(data.integer("points"));
    if (event.type == "purchase.completed") {
      entry.points = static_cast<int>(data.integer("total_cents") / 100);
      for (const auto& line : data.find("lines").elements()) {
        entry.product = line.string("product");
        entry.pieces += static_cast<int>(line.integer("quantity", 1));
      }
    }
  }
  x_recorded.emplace(event.id, std::move(entry));
}

std::string Oracle::numbered(const Terminal& terminal, const std::string& device) {
  if (terminal.unfenced) return {};
  const auto epoch = std::stoll(terminal.meta("epoch"));
  const auto& index = terminal.disk.tables.by_seq.all();
  const auto last = index.lower_bound({1, std::numeric_limits<std::int64_t>::min()});
  if (last == index.begin()) return {};
  const auto& [key, ord] = *std::prev(last);
  const std::string& id = terminal.disk.tables.pending.find(ord)->id;
  const auto [at, fresh] = x_numbers[{device, epoch, 0}].emplace(key.second, id);
  if (fresh || at->second == id) return {};
  return "13: a disk that went back gave a number of its control lane twice";
}

void Oracle::disk_lost(const std::vector<std::string>& before, const Terminals& terminals,
                       const HubDisk& hub) {
  std::set<std::string> held;
  bool looked = false;
  std::set<std::string> taken;
  std::set<std::string> safe;
  std::set<std::string> now = held_anywhere(terminals);
  for (const auto& id : before) {
    if (now.contains(id)) continue;
    const auto at = x_recorded.find(id);
    if (at == x_recorded.end()) continue;
    if (!looked) {
      looked = true;
      taken = known_at(hub.tables);
      if (!hub.backs_up()) {
        safe = taken;
      } else if (hub.backup) {
        safe = known_at(*hub.backup);
      }
    }
    if (safe.contains(id)) continue;
    (taken.contains(id) ? at->second.disk_lost : at->second.excused) = true;
  }
}

void Oracle::hub_restored(const Terminals& terminals, const HubDisk& hub) {
  const auto held = held_anywhere(terminals);
  const auto known = known_at(hub.tables);
  for (auto& [id, event] : x_recorded) {
    if (event.excused || held.contains(id) || known.contains(id)) continue;
    if (!event.disk_lost && x_lost.empty()) x_lost = "20: a hub restore lost event " + id;
    event.excused = true;
  }
}

void Oracle::committed(std::int64_t head, const HubTables& tables) {
  for (const auto& [scope, sum] : tables.rows.watch().sums) {
    auto& history = x_sums[scope];
    if (!history.empty() && history.back().second == sum) continue;
    if (!history.empty() && history.back().first == head) {
      history.back().second = sum;
    } else {
      history.emplace_back(head, sum);
    }
  }
}

void Oracle::forget_after(std::int64_t head) {
  for (auto& [scope, history] : x_sums) {
    while (!history.empty() && history.back().first > head) history.pop_back();
  }
}

std::string Oracle::check_prefix(const Terminal& terminal, std::int64_t cursor) const {
  const auto device = terminal.meta("device");
  const auto& sums = terminal.disk.tables.rows.watch().sums;
  for (const auto& [scope, sum] : sums) {
    if (!is_shown(scope, device) && sum != 0) return "17: a row of scope " + scope;
  }
  for (const auto& [scope, history] : x_sums) {
    if (!is_shown(scope, device)) continue;
    std::uint64_t expected = 0;
    for (auto at = history.rbegin(); at != history.rend(); ++at) {
      if (at->first > cursor) continue;
      expected = at->second;
      break;
    }
    const auto has = sums.find(scope);
    if ((has == sums.end() ? 0 : has->second) != expected)
      return fmt::format("4: rows of {} at {} are not those of the hub at {}", scope,
                         terminal.number(), cursor);
  }
  return {};
}

std::string Oracle::taken(const protocol::PushRequest& push, std::int64_t before,
                          std::int64_t reached) {
  auto& numbers = x_taken[{push.device, push.epoch, static_cast<int>(push.lane)}];
  for (std::size_t i = 0; i < push.events.size(); ++i) {
    const auto seq = push.first_seq + static_cast<std::int64_t>(i);
    if (seq <= before) continue;
    if (seq > reached) break;
    const std::uint64_t hash = mix(1, push.events[i]);
    const auto [at, fresh] = numbers.emplace(seq, hash);
    if (fresh && seq > 1 && !numbers.contains(seq - 1)) return "3: a gap below committed";
    if (!fresh && at->second != hash) return "3: two events under one number";
  }
  return {};
}

void Oracle::forget_taken(const HubTables& tables) {
  for (auto& [lane, numbers] : x_taken) {
    const auto* mark = tables.marks.find(lane);
    numbers.erase(numbers.upper_bound(mark == nullptr ? 0 : mark->seq), numbers.end());
  }
}

std::string Oracle::check_view(const Terminal& terminal, const HubTables& hub) {
  for (const auto& [ord, event] : terminal.disk.tables.pending.all()) {
    if (!event.hidden) continue;
    const std::string source = "kiosk/" + terminal.meta("device");
    if (hub.events.find({source, event.id}) == nullptr &&
        hub.quarantine.find({source, event.id}) == nullptr &&
        terminal.disk.tables.quarantine.find(event.id) == nullptr)
      return "5: own event " + event.id + " is in no view";
  }
  TerminalDisk scratch;
  scratch.tables = terminal.disk.tables;
  const auto laid = scratch.tables.overlay.all();
  for (const auto& [place, body] : laid) scratch.tables.overlay.erase(place);
  MemoryFile file{scratch};
  for (const auto& [ord, event] : terminal.disk.tables.pending.all()) {
    if (event.hidden) continue;
    const auto parsed = journey::parse_event(event.bytes, terminal.clock.wall());
    if (!parsed) return "5: an own event cannot be read";
    const auto changes = journey::fold(*parsed, file);
    if (!changes) continue;
    for (const auto& change : *changes)
      scratch.tables.overlay.put({change.kind, change.key, change.scope}, change.body);
  }
  for (const auto& [place, body] : scratch.tables.overlay.all()) {
    const auto at = laid.find(place);
    if (at == laid.end() || at->second != body)
      return fmt::format("5: the view of {} {} is not its rows with the own events over them",
                         std::get<0>(place), std::get<1>(place));
  }
  return laid.size() == scratch.tables.overlay.all().size()
             ? ""
             : "5: the view holds effects of no pending event";
}

std::string Oracle::check_recorded(const HubDisk& hub) const {
  const auto known = known_at(hub.tables);
  std::map<std::string, int> points;
  std::map<std::string, int> pieces;
  for (const auto& [id, event] : x_recorded) {
    if (!known.contains(id) && !event.excused) return "1: event " + id + " is lost";
  }
  for (const auto& [number, event] : hub.tables.log.all()) {
    const auto at = x_recorded.find(event.id);
    if (at == x_recorded.end()) continue;
    points[at->second.customer] += at->second.points;
    pieces[at->second.product] += at->second.pieces;
  }
  const HubRows rows{hub};
  for (int i = 1; i <= kCustomers; ++i) {
    const auto id = fmt::format("C{}", i);
    const auto row = rows.find(journey::kind::kCustomer, id);
    const auto customer = row && *row ? journey::parse_customer((*row)->body)
                                      : Result<journey::Customer>{fail(ErrorCode::NotFound, id)};
    if (!customer) return "2: customer " + id + " is gone";
    // What was spent beyond the balance is remembered apart.
    if (customer->points - customer->points_short != points[id])
      return fmt::format("10: {} has {} points, the shop gave {}", id, customer->points,
                         points[id]);
  }
  const auto orders = rows.scan(journey::kind::kOrder, "", 100'000, false);
  for (const auto& row : orders.value_or(std::vector<journey::Row>{})) {
    const auto order = journey::parse_order(row.body);
    if (!order || (order->state != "handed_over" && order->state != "closed")) continue;
    for (const auto& line : order->lines) pieces[line.product] += line.quantity;
  }
  for (int i = 1; i <= kProducts; ++i) {
    const auto id = fmt::format("P{}", i);
    const auto row = rows.find(journey::kind::kStock, id + "/S1");
    const auto stock = row && *row ? journey::parse_stock((*row)->body)
                                   : Result<journey::Stock>{fail(ErrorCode::NotFound, id)};
    if (!stock || stock->on_hand != kStock - pieces[id])
      return fmt::format("11: {} of {} on hand, {} went", stock ? stock->on_hand : -1, id,
                         pieces[id]);
  }
  return {};
}

std::string Oracle::check_sums(const HubDisk& hub) const {
  for (const auto& [scope, sum] : hub.tables.rows.watch().sums) {
    std::uint64_t fresh = 0;
    for (const auto& [place, row] : hub.tables.rows.all()) {
      if (std::get<2>(place) == scope && !row.deleted) fresh += row_hash(place, row.body);
    }
    if (fresh != sum) return "6: the sum of " + scope + " is not that of its rows";
  }
  return {};
}

std::string Oracle::check_fold(const HubDisk& hub, const Clock& clock) {
  HubDisk again;
  MemoryHubStore store{again, clock};
  hub::Intake intake{store, clock, 0};
  if (!put_shop(intake)) return "2: the shop cannot be made again";
  for (const auto& [number, kept] : hub.tables.log.all()) {
    auto event = journey::parse_event(kept.bytes, from_ms(kept.received_ms));
    if (!event) return "2: a logged event cannot be read";
    event->received = from_ms(kept.received_ms);
    const auto verdict = intake.take(*event);
    if (!verdict) return "2: a logged event cannot be taken again: " + verdict.error().text();
    if (verdict->outcome != hub::Outcome::Taken) return "2: event " + kept.id + " is logged twice";
  }
  const auto& sums = hub.tables.rows.watch().sums;
  for (const auto& [scope, sum] : again.tables.rows.watch().sums) {
    const auto at = sums.find(scope);
    if ((at == sums.end() ? 0 : at->second) != sum)
      return "2: the rows of " + scope + " are not the fold of the log";
  }
  return {};
}

std::string Oracle::check_rejections(const Terminals& terminals, const HubDisk& hub) {
  for (const auto& [name, reason] : hub.tables.quarantine.all()) {
    for (const auto& terminal : terminals) {
      if (terminal->dead || name.first != "kiosk/" + terminal->meta("device")) continue;
      int shown = 0;
      for (const auto& [id, event] : terminal->disk.tables.quarantine.all())
        shown += event.event_id == name.second ? 1 : 0;
      if (shown != 1)
        return fmt::format("14: the rejection of {} is shown {} times at {}", name.second, shown,
                           terminal->number());
    }
  }
  return {};
}

std::string Oracle::check_end(const Terminals& terminals, const HubDisk& hub,
                              const Clock& clock) const {
  if (!x_lost.empty()) return x_lost;
  if (auto wrong = check_recorded(hub); !wrong.empty()) return wrong;
  if (auto wrong = check_sums(hub); !wrong.empty()) return wrong;
  if (auto wrong = check_fold(hub, clock); !wrong.empty()) return wrong;
  if (auto wrong = check_rejections(terminals, hub); !wrong.empty()) return wrong;
  for (const auto& terminal : terminals) {
    if (terminal->dead) continue;
    if (auto wrong = check_prefix(*terminal, hub.tables.number("head")); !wrong.empty())
      return "6: at rest: " + wrong;
    if (auto wrong = check_view(*terminal, hub.tables); !wrong.empty()) return wrong;
  }
  return {};
}

}  // namespace parcours::simulation
