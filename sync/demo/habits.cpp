// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/habits.h"

#include <fmt/format.h>

#include <algorithm>

#include "sync/demo/stories.h"

namespace parcours::demo {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::string_view kCrm = "crm/campaigns";

std::string till_of(const Retail& retail, std::size_t shop) {
  return "till/" + retail.shops[shop].id;
}

/// Between opening and closing, on a day so many days ago.
WallTime shop_hours(Diary& diary, int days_ago) {
  return local(diary.today - days{days_ago}, static_cast<int>(diary.random.between(605, 1170)));
}

/// What was looked at before it was bought.
void write_views(Diary& diary, const Retail& retail, ProductIndex product, WallTime before) {
  const bool app = diary.person.app && diary.random.chance(0.5);
  const int times = static_cast<int>(diary.random.between(1, 2));
  for (int i = 0; i < times; ++i) {
    const auto at = before - minutes{diary.random.between(90, 4 * 1440)};
    const bool cut = diary.random.chance(0.12);
    Data data;
    data.text("product", retail.products[product].id)
        .number("seconds", diary.random.between(cut ? 4 : 20, cut ? 15 : 240));
    if (cut) data.flag("cut_short", true);
    const bool visitor = !app && !diary.person.visitor.empty();
    diary.add_about(visitor ? "visitor:" + diary.person.visitor : "customer:" + diary.person.id, at,
                    app ? "app/shop" : "web/shop",
                    app ? "app.product_viewed" : "web.product_viewed", data);
  }
}

/// A campaign by the best channel the person allows; some are opened.
void write_message(Diary& diary, WallTime at, std::string_view scenario, std::string_view product) {
  const auto& allowed = diary.person.consents;
  std::string_view channel;
  for (const auto* one : {"email", "sms", "post"})
    if (allowed.at(one) && (channel.empty() || diary.random.chance(0.2))) channel = one;
  if (channel.empty()) return;
  Data sent;
  sent.text("template", scenario).text("scenario", scenario).text("channel", channel);
  sent.text("product", product);
  diary.add(at, kCrm, "message.sent", sent, channel);
  if (channel == "post" || !diary.random.chance(0.38)) return;
  Data opened;
  opened.text("template", scenario).text("channel", channel);
  diary.add(at + minutes{diary.random.between(3, 900)}, kCrm, "message.opened", opened, channel);
}

void write_shop_visit(Diary& diary, const Retail& retail, WallTime at, const BasketOf& basket) {
  const auto& shop = retail.shops[diary.person.shop].id;
  const auto kiosk = "kiosk/demo-" + shop;
  // Most go straight to the shelf and to the till; some use the terminal on the way.
  if (diary.random.chance(0.12)) {
    Data data;
    data.text("shop", shop);
    diary.add(at - minutes{diary.random.between(12, 50)}, kiosk, "shop.identified", data, "kiosk");
  }
  if (diary.random.chance(0.16)) {
    Data data;
    data.text("product", retail.products[basket.front()].id).text("shop", shop);
    diary.add(at - minutes{diary.random.between(5, 30)}, kiosk, "kiosk.product_viewed", data);
  }
  if (basket.size() < 2 || !diary.random.chance(0.4)) return;
  const std::string_view channel = diary.random.chance(0.7) ? "associate" : "kiosk";
  const auto shown = at - minutes{diary.random.between(3, 5)};
  for (const bool accepted : {false, true}) {
    if (accepted && diary.random.chance(0.4)) break;
    Data data;
    data.text("product", retail.products[basket[1]].id)
        .text("about", retail.products[basket.front()].id)
        .text("reason", "bought_together")
        .text("shop", shop);
    diary.add(accepted ? shown + minutes{1} : shown, kiosk,
              accepted ? "suggestion.accepted" : "suggestion.shown", data, channel);
  }
}

void note_sales(Diary& diary, const Retail& retail, Ledger& ledger, const BasketOf& basket,
                WallTime at) {
  if (at < WallTime{diary.today - days{30}}) return;
  for (const auto product : basket) ++ledger.sold[slot(retail, product, diary.person.shop)];
}

/// Ordered online, collected in the shop some hours later.
void write_collected_order(Diary& diary, const Retail& retail, Ledger& ledger, WallTime at,
                           const BasketOf& basket) {
  const auto& shop = retail.shops[diary.person.shop].id;
  // It is collected the same day, before the shop closes.
  constexpr int kLastCollected = 890;
  if (const int late = local_time(at).minute - kLastCollected; late > 0) at -= minutes{late};
  const auto order = std::to_string(ledger.next_order++);
  const auto subject = "order:" + order;
  const auto lines = lines_of(retail, basket);
  Data placed;
  placed.text("order", order).raw("lines", lines).text("shop", shop).text("channel", "web");
  placed.time("promised_at", at + minutes{120}).flag("paid", true);
  diary.add(at, diary.person.app ? "app/shop" : "web/shop", "order.placed", placed,
            diary.person.app ? "app" : "web");
  auto moment = at;
  for (const auto* state : {"accepted", "ready", "arrived", "handed_over", "closed"}) {
    moment += minutes{diary.random.between(6, 50)};
    Data move;
    move.text("actor", "demo").text("terminal", "desk-" + shop);
    // Some announce themselves at the terminal, the others come to the desk.
    const bool alone = std::string_view{state} == "arrived" && diary.random.chance(0.4);
    diary.add_about(subject, moment, "kiosk/demo-" + shop, fmt::format("pickup.{}", state), move,
                    alone ? "kiosk" : "associate");
  }
  Data bought;
  bought.text("shop", shop).text("order", order).raw("lines", lines);
  bought.number("total_cents", total_of(retail, basket).cents);
  diary.add(moment, "web/shop", "purchase.completed", bought, "web");
  note_sales(diary, retail, ledger, basket, moment);
}

void write_episode(Diary& diary, const Retail& retail, Ledger& ledger, int days_ago) {
  const auto basket = make_basket(retail, diary.person, diary.random);
  const auto at = shop_hours(diary, days_ago);
  const bool online = diary.random.chance(diary.person.online);
  if (diary.random.chance(0.15)) {
    Data ad;
    ad.text("campaign", "saison").text("product", retail.products[basket.front()].id);
    diary.add(at - minutes{diary.random.between(2000, 9000)}, "ads/partner", "ad.shown", ad, "ad");
  }
  if (diary.random.chance(0.4))
    write_message(diary, at - minutes{diary.random.between(1500, 6000)}, "nouveautes",
                  retail.products[basket.front()].id);
  if (online || diary.random.chance(0.3)) write_views(diary, retail, basket.front(), at);
  if (online) {
    write_collected_order(diary, retail, ledger, at, basket);
  } else {
    write_shop_visit(diary, retail, at, basket);
    write_till_purchase(diary, retail, ledger, at, basket);
    if (diary.random.chance(0.04) && days_ago > 12) {
      Data back;
      const BasketOf first{basket.front()};
      back.text("shop", retail.shops[diary.person.shop].id).raw("lines", lines_of(retail, first));
      back.number("total_cents", total_of(retail, first).cents).text("reason", "taille");
      diary.add(at + days{diary.random.between(2, 10)}, till_of(retail, diary.person.shop),
                "purchase.returned", back);
    }
  }
  if (diary.random.chance(0.06) && days_ago > 10) {
    Data asked;
    asked.text("survey", "satisfaction");
    diary.add(at + days{3}, kCrm, "survey.asked", asked, "email");
    Data answer;
    answer.text("survey", "satisfaction").number("score", diary.random.between(2, 5));
    if (diary.random.chance(0.6))
      diary.add(at + days{4}, "web/shop", "survey.answered", answer, "web");
  }
}

/// Interest that led to nothing yet, and messages that came anyway.
void write_in_between(Diary& diary, const Retail& retail) {
  const auto& person = diary.person;
  const auto between = [&] {
    return shop_hours(diary, static_cast<int>(diary.random.between(1, person.joined_days_ago - 6)));
  };
  const int visits = static_cast<int>(person.online * 14 * diary.random.unit());
  for (int i = 0; i < visits; ++i)
    write_views(diary, retail, make_basket(retail, person, diary.random).front(), between());
  for (int i = static_cast<int>(diary.random.between(4, 18)); i > 0; --i)
    write_message(diary, between(), "lettre_du_mois", {});
  if (diary.random.chance(0.2)) {
    const auto basket = make_basket(retail, person, diary.random);
    Data data;
    data.text("product", retail.products[basket.front()].id).raw("lines", lines_of(retail, basket));
    data.number("total_cents", total_of(retail, basket).cents);
    diary.add(between(), "web/shop", "web.basket_abandoned", data);
  }
  if (diary.random.chance(0.08)) {
    Data note;
    note.text("text", "Préfère être rappelé en fin de journée.").text("author", person.adviser);
    diary.add(between(), "kiosk/demo-" + retail.shops[person.shop].id, "note.added", note,
              diary.random.chance(0.5) ? "phone" : "associate");
  }
  if (diary.random.chance(0.1)) {
    Data reload;
    reload.number("amount_cents", diary.random.between(1, 5) * 1000)
        .text("shop", retail.shops[person.shop].id);
    diary.add(between(), till_of(retail, person.shop), "value.reloaded", reload);
  }
}

Status write_lately(Diary& diary, const SignCoupon& sign) {
  if (!diary.random.chance(0.14)) return {};
  const bool valid = diary.random.chance(0.6) || diary.person.joined_days_ago < 70;
  const auto from = local(diary.today - days{valid ? 6 : 60}, 480);
  CouponPlan plan;
  plan.code = fmt::format("FID-{:05}", diary.person.number);
  plan.percent = diary.random.chance(0.5) ? 10 : 15;
  plan.title = {fmt::format("{} % sur votre prochain achat", plan.percent),
                fmt::format("{}% off your next purchase", plan.percent)};
  plan.from = from;
  plan.until = from + days{30};
  plan.campaign = "fidelite";
  PARCOURS_CHECK(write_coupon(diary, plan, sign));
  if (!valid) {
    Data expired;
    expired.text("code", plan.code);
    diary.add(plan.until, kCrm, "coupon.expired", expired, "email");
  }
  return {};
}

}  // namespace

void write_beginning(Diary& diary, const Retail& retail) {
  const auto& person = diary.person;
  const auto at = local(diary.today - days{person.joined_days_ago}, 660);
  const auto till = till_of(retail, person.shop);
  Data who;
  who.text("first_name", person.first_name).text("last_name", person.last_name);
  who.text("card", person.card).text("email", person.email).text("phone", person.phone);
  who.text("home_shop", retail.shops[person.shop].id).text("birthday", person.birthday);
  who.text("language", person.language).text("adviser", person.adviser);
  diary.add(at, till, "customer.created", who, "till");
  for (const auto& [purpose, given] : person.consents) {
    if (!given) continue;
    Data consent;
    consent.text("purpose", purpose).text("proof", "formulaire d'adhésion");
    diary.add(at, till, "consent.given", consent, "till");
  }
  if (!person.visitor.empty()) {
    Data link;
    link.text("kind", "visitor")
        .text("value", person.visitor)
        .text("evidence", "connexion au compte");
    diary.add(at, "web/shop", "identity.linked", link, "web");
  }
}

void write_till_purchase(Diary& diary, const Retail& retail, Ledger& ledger, WallTime at,
                         const BasketOf& basket, std::string_view coupon) {
  const auto& shop = retail.shops[diary.person.shop].id;
  Data bought;
  bought.text("shop", shop).raw("lines", lines_of(retail, basket));
  bought.number("total_cents", total_of(retail, basket).cents);
  bought.text("receipt", fmt::format("{}-{:07}", shop, ledger.next_receipt++))
      .text("coupon", coupon);
  // At the till it is the card that speaks.
  diary.add_about("card:" + diary.person.card, at, till_of(retail, diary.person.shop),
                  "purchase.completed", bought);
  note_sales(diary, retail, ledger, basket, at);
}

namespace {

/// What an event says of a coupon.
Result<Data> coupon_data(const Diary& diary, const CouponPlan& plan, const SignCoupon& sign) {
  journey::Coupon coupon;
  coupon.code = plan.code;
  coupon.customer = diary.person.id;
  coupon.percent = plan.percent;
  coupon.families = plan.families;
  coupon.channels = plan.channels;
  coupon.from_ms = to_ms(plan.from);
  coupon.until_ms = to_ms(plan.until);
  coupon.state = "issued";
  coupon.title = plan.title;
  if (sign) {
    PARCOURS_TRY(coupon.token, sign(coupon));
  }
  Data data;
  data.text("code", plan.code).number("percent", plan.percent);
  data.list("families", plan.families).list("channels", plan.channels);
  data.time("from", plan.from).time("until", plan.until);
  data.text("title_fr", plan.title.fr).text("title_en", plan.title.en);
  data.text("token", coupon.token).text("campaign", plan.campaign);
  return data;
}

}  // namespace

Status write_coupon(Diary& diary, const CouponPlan& plan, const SignCoupon& sign) {
  PARCOURS_TRY(auto data, coupon_data(diary, plan, sign));
  diary.add(plan.from, kCrm, "coupon.issued", data, "post");
  return {};
}

Status write_promise(Diary& diary, std::string_view survey, const CouponPlan& plan,
                     const SignCoupon& sign) {
  PARCOURS_TRY(auto data, coupon_data(diary, plan, sign));
  data.text("survey", survey);
  diary.add(plan.from, kCrm, "survey.asked", data, "email");
  return {};
}

void write_referral(Diary& diary, const Retail& retail, std::uint64_t seed) {
  constexpr int kOneIn = 20, kLookBack = 40, kBefore = 60;
  const auto& newcomer = diary.person;
  if (newcomer.number % kOneIn != 0) return;
  for (int number = newcomer.number - 1; number > newcomer.number - kLookBack; --number) {
    if (number <= kStories) return;
    const Person referrer = make_person(retail, number, seed);
    if (referrer.shop != newcomer.shop ||
        referrer.joined_days_ago < newcomer.joined_days_ago + kBefore)
      continue;
    Data used;
    used.text("referrer", referrer.id).text("code", "AMI-" + referrer.id.substr(1));
    const auto at = local(diary.today - days{newcomer.joined_days_ago}, 680);
    const auto& shop = retail.shops[newcomer.shop].id;
    // Half say it at the till, half at the terminal.
    const bool till = newcomer.number % (2 * kOneIn) == 0;
    diary.add(at, till ? till_of(retail, newcomer.shop) : "kiosk/demo-" + shop, "referral.used",
              used, till ? "till" : "kiosk");
    return;
  }
}

Status write_life(Diary& diary, const Retail& retail, Ledger& ledger, const SignCoupon& sign) {
  write_beginning(diary, retail);
  for (int i = 0; i < diary.person.purchases; ++i)
    write_episode(diary, retail, ledger,
                  static_cast<int>(diary.random.between(1, diary.person.joined_days_ago - 7)));
  write_in_between(diary, retail);
  return write_lately(diary, sign);
}

}  // namespace parcours::demo
