// SPDX-License-Identifier: Apache-2.0
// Notes, consents, tasks, calls, suggestions and scans.
#include <algorithm>
#include <array>

#include "kiosk/visit/action_data.h"
#include "kiosk/visit/actions.h"

namespace parcours::visit {
namespace {

constexpr std::size_t kNoteBytesMax = 2'000;
constexpr int kScoreMax = 5;
constexpr std::string_view kBirthdayDrink = "birthday_drink";

Result<std::optional<journey::Customer>> customer_of(const Facts& facts, std::string_view id) {
  auto found = facts.clienteling.customer(id);
  if (found) return std::optional(std::move(*found));
  if (found.error().code == ErrorCode::NotFound) return std::nullopt;
  return fail(std::move(found).error());
}

Result<std::optional<journey::Task>> task_of(const Facts& facts, std::string_view id) {
  const std::string key = facts.catalogue.here() + "/" + std::string(id);
  PARCOURS_TRY(const auto row, facts.rows.find(journey::kind::kTask, key));
  if (!row) return std::nullopt;
  PARCOURS_TRY(auto task, journey::parse_task(row->body));
  return std::optional(std::move(task));
}

std::string about(std::string_view customer) {
  return customer.empty() ? std::string{} : "customer:" + std::string(customer);
}

}  // namespace

// FNV-1a, 64 bits (Fowler, Noll, Vo): spreads the seed; the code is no secret that guards anything
// alone.
std::string short_code(std::string_view seed, std::size_t length) {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : seed) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  std::string code;
  for (std::size_t i = 0; i < length; ++i) {
    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9ULL;
    code.push_back(kLetters[(hash >> 40) % kLetters.size()]);
  }
  return code;
}

Result<Decision> add_note(const Facts& facts, const Actor& actor, std::string_view customer,
                          std::string_view text) {
  if (actor.role == Role::Shopper) return refuse("not_allowed");
  if (text.empty()) return refuse("empty_note");
  if (text.size() > kNoteBytesMax) return refuse("note_too_long");
  PARCOURS_TRY(const auto found, customer_of(facts, customer));
  if (!found) return refuse("unknown_customer");
  ActionData data(facts, actor);
  data.text("author", actor.staff).text("text", text);
  return Decision{{draft("note.added", about(customer), data.done(), actor)}, {}};
}

Decision call_associate(const Facts& facts, std::string_view customer, std::string_view product,
                        WallTime now) {
  const std::string task =
      "T" + short_code("task|" + facts.terminal.device + "|" + std::to_string(to_ms(now)), 9);
  ActionData data(facts, Actor{});
  data.text("task", task).text("type", "call").text("customer", customer);
  data.text("product", product);
  const std::string subject = customer.empty() ? "shop:" + facts.catalogue.here() : about(customer);
  return {{draft("task.opened", subject, data.done(), Actor{})}, {}};
}

Result<Decision> close_task(const Facts& facts, const Actor& actor, std::string_view task) {
  if (actor.role == Role::Shopper) return refuse("not_allowed");
  PARCOURS_TRY(const auto found, task_of(facts, task));
  if (!found) return refuse("unknown_task");
  if (found->state == "closed") return refuse("closed");
  ActionData data(facts, actor);
  data.text("task", task).text("type", found->type);
  return Decision{{draft("task.closed", "shop:" + found->shop, data.done(), actor)}, {}};
}

Result<Decision> take_task(const Facts& facts, const Actor& actor, std::string_view task) {
  if (actor.role == Role::Shopper) return refuse("not_allowed");
  PARCOURS_TRY(const auto found, task_of(facts, task));
  if (!found) return refuse("unknown_task");
  if (found->state == "closed") return refuse("closed");
  ActionData data(facts, actor);
  data.text("task", task).text("type", found->type).text("owner", actor.staff);
  return Decision{{draft("task.taken", "shop:" + found->shop, data.done(), actor)}, {}};
}

Result<Decision> set_consent(const Facts& facts, const Actor& actor, const ConsentChange& change) {
  constexpr std::array<std::string_view, 5> kPurposes{"profile", "email", "sms", "post", "advice"};
  if (std::find(kPurposes.begin(), kPurposes.end(), change.purpose) == kPurposes.end()) {
    return refuse("unknown_purpose");
  }
  PARCOURS_TRY(const auto found, customer_of(facts, change.customer));
  if (!found) return refuse("unknown_customer");
  ActionData data(facts, actor);
  data.text("purpose", change.purpose);
  return Decision{{draft(change.given ? "consent.given" : "consent.withdrawn",
                         about(change.customer), data.done(), actor)},
                  {}};
}

Result<Decision> pause_automation(const Facts& facts, const Actor& actor, std::string_view customer,
                                  bool paused) {
  if (actor.role == Role::Shopper) return refuse("not_allowed");
  PARCOURS_TRY(const auto found, customer_of(facts, customer));
  if (!found) return refuse("unknown_customer");
  ActionData data(facts, actor);
  return Decision{{draft(paused ? "automation.paused" : "automation.resumed", about(customer),
                         data.field("paused", paused).done(), actor)},
                  {}};
}

Result<Decision> answer_survey(const Facts& facts, const Actor& actor, std::string_view customer,
                               int score, WallTime now) {
  if (score < 1 || score > kScoreMax) return refuse("bad_score");
  PARCOURS_TRY(const auto found, customer_of(facts, customer));
  if (!found) return refuse("unknown_customer");
  PARCOURS_TRY(const auto waiting, facts.clienteling.survey(*found, now));
  if (!waiting) return refuse("no_survey");
  ActionData data(facts, actor);
  data.text("survey", waiting->survey).field("score", score);
  if (waiting->coupon) data.text("code", waiting->coupon->code);
  return Decision{{draft("survey.answered", about(customer), data.done(), actor)}, {}};
}

Result<Decision> use_reward(const Facts& facts, const Actor& actor, std::string_view customer,
                            std::string_view reward, WallTime now) {
  if (actor.role == Role::Shopper) return refuse("not_allowed");
  if (reward != kBirthdayDrink) return refuse("unknown_reward");
  PARCOURS_TRY(const auto found, customer_of(facts, customer));
  if (!found) return refuse("unknown_customer");
  PARCOURS_TRY(const auto tier, facts.clienteling.tier(*found, now));
  if (!tier.birthday_right) return refuse("no_right");
  ActionData data(facts, actor);
  data.text("reward", reward);
  return Decision{{draft("reward.used", about(customer), data.done(), actor)}, {}};
}

journal::EventDraft open_profile(const Facts& facts, const Actor& actor, std::string_view customer,
                                 std::string_view purpose) {
  ActionData data(facts, actor);
  data.text("purpose", purpose);
  return draft("profile.opened", about(customer), data.done(), actor);
}

journal::EventDraft suggestion(const Facts& facts, const Actor& actor, SuggestionFate fate,
                               const SuggestionEvent& what) {
  constexpr std::array<std::string_view, 3> kFates{"shown", "accepted", "refused"};
  ActionData data(facts, actor);
  data.text("product", what.product).text("about", what.about).text("reason", what.reason);
  return draft("suggestion." + std::string(kFates[static_cast<std::size_t>(fate)]),
               about(what.customer), data.done(), actor);
}

journal::EventDraft scanned(const Facts& facts, const Actor& actor, const scan::Meaning& meaning,
                            const ScanResult& result) {
  ActionData data(facts, actor);
  data.text("meaning", scan::kind_of(meaning)).text("outcome", result.outcome);
  if (const auto* product = std::get_if<scan::Product>(&meaning)) data.text("gtin", product->gtin);
  data.text("product", result.product);
  if (const auto* unknown = std::get_if<scan::Unknown>(&meaning)) {
    data.text("reason", unknown->reason);
  }
  return draft("kiosk.scanned", about(result.customer), data.done(), actor);
}

}  // namespace parcours::visit
