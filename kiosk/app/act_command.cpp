// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/act_command.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>
#include <sstream>
#include <utility>

#include "kiosk/app/command.h"
#include "kiosk/app/desk.h"
#include "kiosk/app/script/player.h"
#include "kiosk/visit/actions.h"
#include "kiosk/visit/visit.h"
#include "platform/json/value.h"
#include "platform/json/writer.h"

namespace parcours::app {
namespace {

constexpr std::string_view kHelp =
    "usage: parcours-kiosk act --data DIR [--staff ID | --role R] ACT\n"
    "  scan CODE                                what the terminal does with a code\n"
    "  accept|ready|arrive|close ORDER [BIN]    moves of a collect order\n"
    "  pick ORDER [PRODUCT]                     one line picked, or all that is left\n"
    "  stage ORDER BIN                          put into a bin\n"
    "  hand-over ORDER | undo ORDER REASON | cancel ORDER REASON\n"
    "  announce PICKUP_CODE                     the customer is here\n"
    "  redeem CUSTOMER CODE                     a coupon, without a basket\n"
    "  spend CUSTOMER POINTS                    points\n"
    "  checkout CUSTOMER|- PRODUCT[:N]... [--coupon CODE]\n"
    "  reserve PRODUCT SHOP [CUSTOMER]          a piece kept in another shop\n"
    "  note CUSTOMER TEXT...                    a note in the customer's file\n"
    "  consent CUSTOMER PURPOSE on|off          profile, email, sms, post, advice\n"
    "  pause CUSTOMER | resume CUSTOMER         what automation would send\n"
    "  answer CUSTOMER SCORE                    the survey that waits, 1 to 5\n"
    "  reward CUSTOMER birthday_drink           a right of the tier\n"
    "  call [PRODUCT] | take TASK | done TASK   requests to staff\n"
    "Without --staff or --role an associate acts; a manager is named by --staff. A shopper does\n"
    "what the shopper's screens offer: coupons, points and payments are for staff to take. A\n"
    "customer is named by id, card, or kind:value such as email:…; staff who name one stand for\n"
    "their being there. Prints one JSON object: what was recorded, or the refusal (exit 1).\n";

using Words = std::span<const std::string>;

struct Act {
  Desk& desk;
  visit::Facts facts;
  visit::Actor actor;
  WallTime now;
  Words words;         ///< after the act's name
  std::string coupon;  ///< of --coupon
  [[nodiscard]] const std::string& word(std::size_t at) const {
    static const std::string kNone;
    return at < words.size() ? words[at] : kNone;
  }
  [[nodiscard]] std::string tail(std::size_t from) const {
    std::string out;
    for (std::size_t i = from; i < words.size(); ++i) out += (out.empty() ? "" : " ") + words[i];
    return out;
  }
};

/// An id, a card number or an identity such as email:… as the id of a customer.
std::string customer_of(const Act& act, const std::string& name) {
  if (act.facts.clienteling.customer(name)) return name;
  const auto found = act.facts.clienteling.by_identity(
      name.find(':') == std::string::npos ? "card:" + name : name);
  return found ? found->id : name;
}

Result<visit::Decision> move(const Act& act, std::string action) {
  std::replace(action.begin(), action.end(), '-', '_');
  return visit::move_order(act.facts, act.actor, {act.word(0), action, act.tail(1)}, act.now);
}

Result<int> number_of(const std::string& text, const char* what) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size()) return value;
  return fail(ErrorCode::Invalid, "\"" + text + "\" is not a whole number", what);
}

Result<visit::Decision> checkout(const Act& act) {
  visit::BasketToTill basket;
  if (act.word(0) != "-") basket.customer = customer_of(act, act.word(0));
  for (const auto& word : act.words.subspan(1)) {
    const auto colon = word.find(':');
    visit::CheckoutLine line{word.substr(0, colon), 1};
    if (colon != std::string::npos) {
      PARCOURS_TRY(line.quantity, number_of(word.substr(colon + 1), "PRODUCT:N"));
    }
    basket.lines.push_back(std::move(line));
  }
  basket.coupon = act.coupon;
  return visit::checkout(act.facts, act.actor, basket, act.now);
}

Result<visit::Decision> consent(const Act& act) {
  if (act.word(2) != "on" && act.word(2) != "off")
    return fail(ErrorCode::Invalid, "say on or off", "consent");
  return visit::set_consent(act.facts, act.actor,
                            {customer_of(act, act.word(0)), act.word(1), act.word(2) == "on"});
}

Result<visit::Decision> spend(const Act& act) {
  PARCOURS_TRY(const int points, number_of(act.word(1), "POINTS"));
  return visit::spend_points(act.facts, act.actor, customer_of(act, act.word(0)), points, "spent");
}

/// As from a product's screen: of a product that this terminal knows, or of none.
Result<visit::Decision> call(const Act& act) {
  if (act.words.empty()) return visit::call_associate(act.facts, "", "", act.now);
  const auto product = act.facts.catalogue.by_code(act.word(0));
  if (!product && product.error().code == ErrorCode::NotFound)
    return visit::Decision{{}, "unknown_product"};
  if (!product) return fail(product.error());
  return visit::call_associate(act.facts, "", product->id, act.now);
}

Result<visit::Decision> reserve(const Act& act) {
  const std::string customer = act.word(2).empty() ? "" : customer_of(act, act.word(2));
  return visit::reserve(act.facts, act.actor, {customer, act.word(0), act.word(1)}, act.now);
}

Result<visit::Decision> answer_survey(const Act& act) {
  PARCOURS_TRY(const int score, number_of(act.word(1), "SCORE"));
  return visit::answer_survey(act.facts, act.actor, customer_of(act, act.word(0)), score, act.now);
}

Result<visit::Decision> reward(const Act& act) {
  return visit::use_reward(act.facts, act.actor, customer_of(act, act.word(0)), act.word(1),
                           act.now);
}

struct Verb {
  std::string_view name;
  std::size_t words;  ///< at least so many after it, see kHelp
  Result<visit::Decision> (*decide)(const Act&);
};

constexpr std::array kVerbs{
    Verb{"accept", 1, [](const Act& a) { return move(a, "accept"); }},
    Verb{"pick", 1, [](const Act& a) { return move(a, "pick"); }},
    Verb{"stage", 2, [](const Act& a) { return move(a, "stage"); }},
    Verb{"ready", 1, [](const Act& a) { return move(a, "ready"); }},
    Verb{"arrive", 1, [](const Act& a) { return move(a, "arrive"); }},
    Verb{"hand-over", 1, [](const Act& a) { return move(a, "hand-over"); }},
    Verb{"undo", 2, [](const Act& a) { return move(a, "undo"); }},
    Verb{"cancel", 2, [](const Act& a) { return move(a, "cancel"); }},
    Verb{"close", 1, [](const Act& a) { return move(a, "close"); }},
    Verb{"announce", 1, [](const Act& a) { return visit::announce(a.facts, a.word(0), a.now); }},
    Verb{"redeem", 2,
         [](const Act& a) {
           return visit::redeem(a.facts, a.actor, customer_of(a, a.word(0)), a.word(1), a.now);
         }},
    Verb{"spend", 2, spend},
    Verb{"checkout", 2, checkout},
    Verb{"reserve", 2, reserve},
    Verb{"note", 2,
         [](const Act& a) {
           return visit::add_note(a.facts, a.actor, customer_of(a, a.word(0)), a.tail(1));
         }},
    Verb{"consent", 3, consent},
    Verb{"pause", 1,
         [](const Act& a) {
           return visit::pause_automation(a.facts, a.actor, customer_of(a, a.word(0)), true);
         }},
    Verb{"resume", 1,
         [](const Act& a) {
           return visit::pause_automation(a.facts, a.actor, customer_of(a, a.word(0)), false);
         }},
    Verb{"answer", 2, answer_survey},
    Verb{"reward", 2, reward},
    Verb{"call", 0, call},
    Verb{"take", 1, [](const Act& a) { return visit::take_task(a.facts, a.actor, a.word(0)); }},
    Verb{"done", 1, [](const Act& a) { return visit::close_task(a.facts, a.actor, a.word(0)); }},
};

/// Who acts: --staff must be known here; --role stands alone but for a manager.
Result<visit::Actor> actor_of(const Desk& desk, const Arguments& arguments) {
  visit::Actor actor{visit::Role::Associate, arguments.text("--staff")};
  std::string role = arguments.text("--role", "associate");
  if (!actor.staff.empty()) {
    PARCOURS_TRY(const auto staff, desk.clienteling().staff(actor.staff));
    role = staff.role;
  }
  if (role == "shopper")
    actor.role = visit::Role::Shopper;
  else if (role == "manager" && actor.staff.empty())
    return fail(ErrorCode::Invalid, "a manager signs what they do: name them, such as --staff E002",
                "--role");
  else if (role == "manager")
    actor.role = visit::Role::Manager;
  else if (role != "associate")
    return fail(ErrorCode::Invalid, "the role is shopper, associate or manager", "--role");
  return actor;
}

/// The words of an act as --help says them: "undo ORDER REASON".
std::string usage_of(std::string_view verb) {
  for (std::size_t at = kHelp.find(verb); at != std::string_view::npos;
       at = kHelp.find(verb, at + 1)) {
    const auto before = kHelp[at - 1], after = kHelp[at + verb.size()];
    if ((before != ' ' && before != '|') || (after != ' ' && after != '|')) continue;
    const auto usage = kHelp.substr(at, kHelp.find_first_of("|\n", at) - at);
    const auto end = std::min(usage.find("  "), usage.size());
    return std::string{usage.substr(0, end)};
  }
  return std::string{verb};
}

/// What the word `at` of an act stands for: "TEXT..." of "note CUSTOMER TEXT...".
std::string field_of(std::string_view verb, std::size_t at) {
  std::istringstream usage{usage_of(verb)};
  std::string name, last{verb};
  for (std::size_t i = 0; usage >> name; ++i) {
    if (i == at + 1) return name;
    last = name;
  }
  return last.ends_with("...") ? last : "word " + std::to_string(at + 1) + " of " + last;
}

/// An event is JSON, which is UTF-8: other bytes would be recorded as something else than was said.
Status check_text(const Arguments& arguments) {
  const Words words{arguments.words()};
  const auto fault = [](const std::string& field) {
    return fail(ErrorCode::Invalid, "is not UTF-8 text; nothing was recorded. Write it in UTF-8",
                field);
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!json::is_utf8(words[i])) return fault(i == 0 ? "ACT" : field_of(words.front(), i - 1));
  }
  for (const std::string option : {"--coupon", "--staff"}) {
    if (!json::is_utf8(arguments.text(option))) return fault(option);
  }
  return {};
}

/// What a person can do about a refusal, where its key does not say it.
std::string_view way_out(std::string_view refusal) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kWays{{
      {"not_allowed", "not with this role; staff do it: leave out --role, or name them by --staff"},
      {"unknown_product",
       "no such id or code on this terminal; `sync` brings what is new, `call` alone names none"},
      {"unknown_customer", "no such id, card or identity on this terminal; `sync` brings new ones"},
      {"wrong_customer", "the coupon is another customer's: only they may use it"},
      {"bad_quantity", "a product has 1 to 99 pieces in a basket, all its lines together"},
  }};
  for (const auto& [key, way] : kWays) {
    if (key == refusal) return way;
  }
  return {};
}

Result<std::string> record(const Act& act, const std::string& verb,
                           const visit::Decision& decision) {
  json::Writer w;
  w.begin_object().field("act", verb);
  if (!decision.allowed()) return w.field("refusal", decision.refusal).end_object().take();
  PARCOURS_TRY(const auto events, act.desk.journal().commit(decision.events));
  w.key("recorded").begin_array();
  for (const auto& event : events)
    w.begin_object().field("id", event.id).field("type", event.type).end_object();
  w.end_array();
  if (events.empty()) {
    w.field("note", verb == "announce" ? "already announced: staff know that the customer waits"
                                       : "nothing to record: it was so already");
  }
  return w.end_object().take();
}

/// A scan goes through a visit of its own: what the screen would be, and what was recorded.
Result<std::string> scan(const Act& act) {
  visit::State start;
  start.role = act.actor.role;
  start.staff.staff = act.actor.staff;
  start.place.screen =
      act.actor.role == visit::Role::Shopper ? visit::Screen::Home : visit::Screen::AssociateHome;
  visit::Visit visit{start};
  const auto meaning = act.facts.recognise(act.tail(0), act.now);
  const auto outcome =
      visit.step({act.now, SystemClock{}.mono(), visit::Scanned{meaning}}, act.facts);
  json::Writer w;
  w.begin_object().field("act", "scan").raw_field("meaning", scan::to_json(meaning));
  if (outcome.must_commit()) {
    PARCOURS_TRY(const auto events, act.desk.journal().commit(outcome.events));
    static_cast<void>(visit.committed());
    w.key("recorded").begin_array();
    for (const auto& event : events)
      w.begin_object().field("id", event.id).field("type", event.type).end_object();
    w.end_array();
  }
  const auto& state = visit.state();
  w.field("screen", to_string(state.place.screen)).field("about", state.place.about);
  std::string refusal;
  if (state.place.screen == visit::Screen::UnknownCode) refusal = state.unknown.reason;
  if (state.place.screen == visit::Screen::Collect) refusal = state.shopper.pickup_refusal;
  if (!refusal.empty()) w.field("refusal", refusal);
  return w.end_object().take();
}

Result<std::string> run(Desk& desk, const Arguments& arguments, WallTime now) {
  const Words words{arguments.words()};
  PARCOURS_TRY(const auto actor, actor_of(desk, arguments));
  const Act act{desk, desk.facts(), actor, now, words.subspan(1), arguments.text("--coupon")};
  if (words.front() == "scan" && act.words.size() == 1) return scan(act);
  const auto verb = std::find_if(kVerbs.begin(), kVerbs.end(),
                                 [&](const auto& one) { return one.name == words.front(); });
  if (verb == kVerbs.end())
    return fail(ErrorCode::Invalid, "no such act (see --help)", words.front());
  if (act.words.size() < verb->words)
    return fail(ErrorCode::Invalid, "needs more words: " + usage_of(verb->name), words.front());
  PARCOURS_TRY(const auto decision, verb->decide(act));
  return record(act, words.front(), decision);
}

constexpr std::array kOptions{OptionSpec{"--data", ValueKind::Text, true}, OptionSpec{"--staff"},
                              OptionSpec{"--role"}, OptionSpec{"--coupon"}};
constexpr CommandText kCommand{"act", kHelp, kOptions, {1, WordsSpec::kAny, "ACT"}};

Result<int> act(const Arguments& arguments) {
  const SystemClock clock;
  PARCOURS_CHECK(check_text(arguments));
  PARCOURS_TRY(const auto desk, Desk::open_existing(arguments.text("--data"), clock));
  PARCOURS_CHECK(desk->check_not_revoked());
  PARCOURS_TRY(const auto line, run(*desk, arguments, clock.wall()));
  std::cout << line << '\n';
  PARCOURS_TRY(const auto printed, json::Document::parse(line));
  const auto refusal = printed.root().string("refusal");
  if (refusal.empty()) return 0;
  const auto way = way_out(refusal);
  std::cerr << "parcours-kiosk: refused: " << refusal << (way.empty() ? "" : ": ") << way << '\n';
  return kExitFailed;
}

}  // namespace

int run_act(std::span<const std::string_view> words) {
  return run_command(kCommand, words, std::cout, std::cerr, act);
}

}  // namespace parcours::app
