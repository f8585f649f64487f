// SPDX-License-Identifier: Apache-2.0
// The table behind vocabulary.h. Only what a fold cannot work without is required.
#include <algorithm>

#include "sync/journey/vocabulary.h"

namespace parcours::journey {
namespace {

using enum MemberKind;
constexpr bool kRequired = true;
using Types = std::vector<EventType>;

std::vector<Member> coupon_members(bool code_required) {
  return {{"code", Text, code_required},
          {"percent", Whole},
          {"amount_cents", Cents},
          {"families", Texts},
          {"channels", Texts},
          {"from", Time},
          {"until", Time},
          {"title_fr"},
          {"title_en"},
          {"token"},
          {"campaign"}};
}

Types profile_types() {
  const std::vector<Member> profile{{"first_name"}, {"last_name"}, {"card"},     {"email"},
                                    {"phone"},      {"home_shop"}, {"birthday"}, {"language"},
                                    {"adviser"},    {"tier"}};
  const std::vector<Member> link{
      {"kind", Text, kRequired}, {"value", Text, kRequired}, {"evidence"}, {"reason"}, {"actor"}};
  const std::vector<Member> consent{{"purpose", Text, kRequired}, {"proof"}, {"actor"}};
  return {
      {"customer.created", "customer", "the customer, with identities card, email and phone",
       profile},
      {"customer.updated", "a customer", "the members given replace the former ones", profile},
      {"customer.erased",
       "a customer",
       "every row of the customer goes; the id never comes back",
       {{"reason"}, {"actor"}}},
      {"identity.linked", "a customer", "the identity now leads to this customer", link},
      {"identity.unlinked", "a customer", "the identity leads nowhere", link},
      {"consent.given", "a customer", "consents[purpose] = true unless a later event decided",
       consent},
      {"consent.withdrawn", "a customer", "consents[purpose] = false unless a later event decided",
       consent},
      {"note.added", "a customer", "a note", {{"text", Text, kRequired}, {"author"}}},
      {"automation.paused", "a customer", "automation_paused = true", {{"actor"}, {"reason"}}},
      {"automation.resumed", "a customer", "automation_paused = false", {{"actor"}, {"reason"}}},
      {"referral.used",
       "a customer (the friend)",
       "both get points once (50 unless said), the referrer becomes ambassador; a self-referral is "
       "refused",
       {{"referrer", Text, kRequired}, {"code"}, {"points", Whole}}},
  };
}

Types contact_types() {
  const std::vector<Member> view{
      {"product", Text, kRequired}, {"seconds", Whole}, {"cut_short", Flag}, {"shop"}};
  const std::vector<Member> message{{"template"}, {"scenario"}, {"step", Whole}, {"in_name_of"},
                                    {"channel"},  {"product"},  {"code"},        {"reason"}};
  auto planned = message;
  planned.push_back({"at", Time});
  const std::vector<Member> visit{{"shop"}, {"terminal"}, {"actor"}};
  const std::vector<Member> survey{{"survey"}, {"score", Whole}, {"words"}, {"code"}};
  auto promise = coupon_members(!kRequired);
  promise.push_back({"survey"});
  const std::vector<Member> appointment{
      {"appointment"}, {"at", Time}, {"shop"}, {"product"}, {"actor"}};
  const std::vector<Member> suggestion{
      {"product", Text, kRequired}, {"about"}, {"reason"}, {"actor"}, {"shop"}, {"held_out", Flag}};
  return {
      {"web.product_viewed", "a customer", "first of `viewed`; stage investigation", view},
      {"app.product_viewed", "a customer", "first of `viewed`; stage investigation", view},
      {"kiosk.product_viewed", "a customer", "stage investigation", view},
      {"kiosk.scanned",
       "a customer, or nobody",
       "timeline only",
       {{"meaning"}, {"product"}, {"shop"}}},
      {"web.basket_abandoned",
       "a customer",
       "stage validation",
       {{"product"}, {"lines", Lines}, {"total_cents", Cents}}},
      {"ad.shown",
       "a customer",
       "stage awareness",
       {{"campaign"}, {"product"}, {"slot"}, {"shop"}}},
      {"message.planned", "a customer",
       "what automation means to send at data.at; stopped by a later purchase or order of its "
       "product, or once its coupon is used",
       planned},
      {"message.sent", "a customer", "stage awareness; the channel is data.channel", message},
      {"message.delivered", "a customer", "timeline only", message},
      {"message.opened", "a customer", "stage investigation", message},
      {"message.replied", "a customer", "stage investigation", message},
      {"message.capped", "a customer", "timeline only: a step that the frequency cap ended",
       message},
      {"shop.visited", "a customer", "stage investigation", visit},
      {"shop.identified", "a customer", "stage investigation", visit},
      {"survey.asked", "a customer", "with a code: that coupon is promised for the answer",
       promise},
      {"survey.answered", "a customer", "the coupon that the survey promised is issued, once",
       survey},
      {"appointment.offered", "a customer", "timeline only", appointment},
      {"appointment.booked", "a customer", "stage validation", appointment},
      {"appointment.kept", "a customer", "stage validation", appointment},
      {"appointment.missed", "a customer", "stage back to investigation", appointment},
      {"suggestion.shown", "a customer, or nobody", "timeline only", suggestion},
      {"suggestion.accepted", "a customer, or nobody", "stage validation", suggestion},
      {"suggestion.refused", "a customer, or nobody", "timeline only", suggestion},
  };
}

Types sale_types() {
  const std::vector<Member> purchase{
      {"shop"},   {"order"}, {"lines", Lines}, {"total_cents", Cents}, {"receipt"},
      {"coupon"}, {"actor"}, {"reason"},       {"advised", Flag}};
  const std::vector<Member> coupon_use{
      {"code", Text, kRequired}, {"order"}, {"receipt"}, {"shop"}, {"actor"}, {"reason"}};
  const std::vector<Member> points{{"points", Whole, kRequired}, {"why"}, {"shop"}, {"actor"}};
  const std::vector<Member> value{
      {"amount_cents", Cents, kRequired}, {"shop"}, {"actor"}, {"receipt"}};
  return {
      {"order.placed",
       "a customer, or nobody",
       "the order; reserves its lines in its shop; stage validation (purchase when paid)",
       {{"order", Text, kRequired},
        {"lines", Lines, kRequired},
        {"shop"},
        {"channel"},
        {"promised_at", Time},
        {"pickup_code"},
        {"paid", Flag},
        {"customer_name"},
        {"actor"}}},
      {"order.paid",
       "a customer or order",
       "paid = true; stage purchase",
       {{"order"}, {"total_cents", Cents}}},
      {"purchase.completed", "a customer, or nobody",
       "owned, purchases, points (1 per whole euro), tier, stage; stock of `shop` unless of an "
       "`order`; `coupon` is redeemed; the shop's figures of the day",
       purchase},
      {"purchase.returned", "a customer, or nobody",
       "owned and points taken back, stock of `shop` grows; stage back to validation", purchase},
      {"coupon.issued", "a customer", "the coupon, state issued; stage validation",
       coupon_members(kRequired)},
      {"coupon.redeemed", "a customer or coupon", "state redeemed; a second time opens an incident",
       coupon_use},
      {"coupon.refused", "a customer or coupon", "timeline only, with its reason", coupon_use},
      {"coupon.expired", "a customer or coupon",
       "state expired if still issued; stage back to investigation", coupon_use},
      {"points.earned", "a customer", "a line of points", points},
      {"points.spent", "a customer", "a line of points, negative", points},
      {"value.reloaded", "a customer", "stored value grows", value},
      {"value.spent", "a customer", "stored value falls", value},
      {"reward.used",
       "a customer",
       "a right of the tier, such as the birthday drink; a second use within half a year opens "
       "an incident",
       {{"reward", Text, kRequired}, {"shop"}, {"actor"}}},
      {"stock.counted",
       "product",
       "on_hand = the count, a new baseline",
       {{"product", Text, kRequired},
        {"shop", Text, kRequired},
        {"on_hand", Pieces, kRequired},
        {"source"},
        {"actor"}}},
  };
}

Types work_types() {
  const std::vector<Member> move{{"order"}, {"actor"},   {"terminal"},       {"reason"},
                                 {"bin"},   {"product"}, {"quantity", Whole}};
  const std::vector<Member> task{{"task", Text, kRequired},
                                 {"type"},
                                 {"words"},
                                 {"product"},
                                 {"order"},
                                 {"shop"},
                                 {"customer"},
                                 {"actor"}};
  return {
      {"pickup.accepted", "order", "state accepted", move},
      {"pickup.picking", "order", "state picking; with a product: that line is picked", move},
      {"pickup.picked", "order",
       "with a product: that line is picked, and state picked once all are; else all", move},
      {"pickup.staged", "order", "state staged; the bin", move},
      {"pickup.ready", "order", "state ready (arrived when the customer is here already)", move},
      {"pickup.arrived", "order",
       "arrived_ms, state arrived if ready; opens the task arrival-<order>", move},
      {"pickup.handed_over", "order",
       "state handed_over; the goods leave the stock; ends the arrival; twice opens an incident",
       move},
      {"pickup.undone", "order", "a manager takes a hand-over back: state ready", move},
      {"pickup.cancelled", "order",
       "state cancelled; the reservation goes; after a hand-over opens an incident", move},
      {"pickup.expired", "order", "state expired; the reservation goes", move},
      {"pickup.closed", "order", "state closed, after a hand-over", move},
      {"task.opened", "a customer or shop", "the task, open", task},
      {"task.taken", "a customer or shop", "owner = actor", task},
      {"task.closed", "a customer or shop", "state closed", task},
  };
}

}  // namespace

const std::vector<EventType>& event_types() {
  static const Types kTypes = [] {
    Types all;
    for (auto* part : {&profile_types, &contact_types, &sale_types, &work_types})
      for (auto& type : part()) all.push_back(std::move(type));
    std::sort(all.begin(), all.end(),
              [](const EventType& a, const EventType& b) { return a.name < b.name; });
    return all;
  }();
  return kTypes;
}

}  // namespace parcours::journey
