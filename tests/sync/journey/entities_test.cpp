// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/entities.h"

#include <gtest/gtest.h>

namespace parcours::journey {
namespace {

/// A body must survive reading and writing unchanged: every member travels.
template <typename Parse>
void expect_round_trip(const std::string& body, Parse parse) {
  const auto read = parse(body);
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(to_json(*read), body);
}

template <typename Entity>
void expect_refused(const Result<Entity>& read, std::string_view row, std::string_view member) {
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::Invalid);
  EXPECT_NE(read.error().message.find(row), std::string::npos) << read.error().message;
  EXPECT_NE(read.error().message.find(member), std::string::npos) << read.error().message;
}

TEST(Entities, TheCatalogueSurvivesARoundTrip) {
  expect_round_trip(
      R"({"id":"S1","name":"Toulouse Capitole","city":"Toulouse","address":"1 place",)"
      R"("latitude":43.6045,"longitude":1.444,"open_until":"20:00"})",
      parse_shop);
  expect_round_trip(R"({"id":"lampes","name":{"fr":"Lampes","en":"Lamps"},"icon":"light"})",
                    parse_family);
  expect_round_trip(
      R"({"id":"P0001","gtin":"03012345678900","name":{"fr":"Lampe é","en":"Lamp"},"brand":"Arc",)"
      R"("family":"lampes","price_cents":4990,"was_cents":5990,"picture":"P0001.png",)"
      R"("facts":[{"fr":"E27","en":"E27"},{"fr":"60 W"}],"advice":{"fr":"Douce","en":"Soft"},)"
      R"("aisle":"allée 3","fits":["P0002","P0003"],"rating_tenths":43,"reviews":12})",
      parse_product);
  expect_round_trip(R"({"product":"P0001","shop":"S1","on_hand":7,"reserved":2,)"
                    R"("counted_ms":1790000000000,"baseline_ms":5,"source":"count"})",
                    parse_stock);
  expect_round_trip(
      R"({"product":"P0001","items":[{"product":"P0002","score":0.5,"conditional":0.25,"customers":12}]})",
      parse_suggestions);
}

TEST(Entities, ACustomerAndWhatHangsOnItSurviveARoundTrip) {
  expect_round_trip(
      R"({"id":"C00001","first_name":"Camille","last_name":"Dubois","card":"2900000000017",)"
      R"("email":"c@example.org","phone":"+33600000001","home_shop":"S1","adviser":"E001",)"
      R"("birthday":"03-14","language":"fr","tier":"silver","tier_given":"silver","points":120,"stored_value_cents":2500,)"
      R"("purchases":4,"stage":{"name":"validation","reason":"stage.coupon_issued",)"
      R"("since_ms":1790000000000},"earlier":[{"name":"awareness",)"
      R"("reason":"stage.known","since_ms":5}],"setback_ms":6,"consents":{"email":true,"profile":true,"sms":false},)"
      R"("owned":[{"product":"P0001","times":2,"last_ms":1780000000000}],"viewed":["P0002"],)"
      R"("viewed_ms":[7],)"
      R"("automation_paused":true})",
      parse_customer);
  expect_round_trip(R"({"event_id":"e1","type":"message.sent","channel":"sms","initiator":"brand",)"
                    R"("time_ms":1790000000000,"product":"P1","order":"1","shop":"S1",)"
                    R"("detail":"welcome","amount_cents":990,"actor":"E001"})",
                    parse_timeline_entry);
  expect_round_trip(R"({"event_id":"e1","delta":-20,"why":"spent","time_ms":1790000000000})",
                    parse_points_line);
  expect_round_trip(R"({"code":"TV10","customer":"C00001","percent":10,"amount_cents":5,)"
                    R"("families":["tv"],"channels":["shop","web"],"from_ms":1,"until_ms":2,)"
                    R"("state":"issued","title":{"fr":"-10 %","en":"10% off"},"token":"K1:AB"})",
                    parse_coupon);
  expect_round_trip(R"({"event_id":"e1","author":"E001","text":"Aime \"l'ambre\"","time_ms":5})",
                    parse_note);
}

TEST(Entities, TheRowsOfAShopSurviveARoundTrip) {
  expect_round_trip(
      R"({"id":"48213","customer":"C00001","customer_name":"C. Dubois","shop":"S1","channel":"web",)"
      R"("state":"ready","lines":[{"product":"P1","quantity":2,"picked":1,"price_cents":1000}],)"
      R"("pickup_code":"K7P2QX","bin":"A3","paid":true,"placed_ms":1,"promised_ms":2,)"
      R"("arrived_ms":3,"moves":[{"state":"ready","actor":"E001","terminal":"T1","time_ms":2,)"
      R"("reason":"late"}]})",
      parse_order);
  expect_round_trip(R"({"id":"E001","name":"Léa Martin","badge":"BADGE-E001","role":"associate",)"
                    R"("shop":"S1","pin_hash":"$argon2id$"})",
                    parse_staff);
  expect_round_trip(R"({"id":"T1","shop":"S1","type":"call","customer":"C1","order":"1",)"
                    R"("product":"P1","state":"open","words":"aide","owner":"E001","opened_ms":9})",
                    parse_task);
  expect_round_trip(R"({"shop":"S1","day":"2026-11-20","revenue_cents":120000,"baskets":40,)"
                    R"("advised_baskets":9,"pickups_ready":3,"preparation_median_min":42,)"
                    R"("revenue_by_hour_cents":[0,100,200]})",
                    parse_figures);
}

TEST(Entities, RefusalsNameTheRowAndTheMember) {
  expect_refused(parse_customer(R"({"id":"C00001","points":"many"})"), "customer C00001", "points");
  expect_refused(parse_customer(R"({"first_name":"A"})"), "customer", "id");
  expect_refused(parse_customer(R"({"id":"C1","consents":{"sms":"yes"}})"), "C1", "sms");
  expect_refused(parse_customer(R"({"id":"C1","stage":7})"), "C1", "stage");
  expect_refused(parse_order(R"({"id":"9","lines":[{"product":"P1"},{"quantity":1}]})"), "order 9",
                 "lines[1]");
  expect_refused(parse_order(R"({"id":"9","lines":{}})"), "order 9", "lines");
  expect_refused(parse_product(R"({"id":"P1","price_cents":19.9})"), "product P1", "price_cents");
  expect_refused(parse_product(R"({"id":"P1","name":"Lampe"})"), "product P1", "name");
  expect_refused(parse_stock(R"({"product":"P1","shop":"S1","on_hand":99999999999})"), "stock P1",
                 "on_hand");
  expect_refused(parse_task(R"([])"), "task", "object");
  expect_refused(parse_note("{"), "note", "JSON");
  expect_refused(parse_figures(R"({"shop":"S1","day":"d","revenue_by_hour_cents":["x"]})"),
                 "figures S1", "revenue_by_hour_cents");
}

TEST(Entities, MembersThatAReaderDoesNotKnowAreDropped) {
  const auto staff = parse_staff(R"({"id":"E1","name":"A","shoe_size":42,"role":null})");
  ASSERT_TRUE(staff) << staff.error().text();
  EXPECT_EQ(to_json(*staff), R"({"id":"E1","name":"A"})");
}

TEST(Entities, AConsentThatWasNeverGivenIsNone) {
  Consents consents;
  EXPECT_FALSE(consents.allows("profile"));
  consents.by_purpose = {{"profile", true}, {"sms", false}};
  EXPECT_TRUE(consents.allows("profile"));
  EXPECT_FALSE(consents.allows("sms"));
  EXPECT_FALSE(consents.allows("email"));
}

TEST(Entities, AnOrderSumsItsLines) {
  Order order;
  EXPECT_EQ(order.pieces(), 0);
  order.lines = {{"P1", 2, 0, Money{1050}}, {"P2", 1, 1, Money{99}}};
  EXPECT_EQ(order.total(), Money{2199});
  EXPECT_EQ(order.pieces(), 3);
}

TEST(Entities, StatesOfAnOrderRise) {
  int before = -1;
  for (const auto state : {"placed", "accepted", "picking", "picked", "staged", "ready", "arrived",
                           "handed_over", "closed", "cancelled"}) {
    EXPECT_GT(order_rank(state), before) << state;
    before = order_rank(state);
  }
  EXPECT_EQ(order_rank("expired"), 9);
  EXPECT_EQ(order_rank("teleported"), -1);
}

}  // namespace
}  // namespace parcours::journey
