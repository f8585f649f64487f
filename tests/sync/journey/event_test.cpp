// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/event.h"

#include <gtest/gtest.h>

#include "sync/journey/json_slices.h"

namespace parcours::journey {
namespace {

const WallTime kReceived = from_ms(1'790'000'000'000);

constexpr std::string_view kContract =
    R"({"specversion":"1.0","id":"7f3a","source":"web/shop","type":"web.product_viewed",)"
    R"("time":"2026-11-01T10:00:00Z","subject":"card:2900000000017","data":{"product":"P1"}})";

std::string with(std::string_view from, std::string_view to) {
  std::string text{kContract};
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

void expect_refused(const std::string& json, std::string_view attribute) {
  const auto event = parse_event(json, kReceived);
  ASSERT_FALSE(event) << json;
  EXPECT_EQ(event.error().code, ErrorCode::Invalid);
  EXPECT_NE(event.error().message.find(attribute), std::string::npos) << event.error().text();
}

TEST(Event, ReadsTheContractExample) {
  const auto event = parse_event(kContract, kReceived);
  ASSERT_TRUE(event) << event.error().text();
  EXPECT_EQ(event->id, "7f3a");
  EXPECT_EQ(event->type, "web.product_viewed");
  EXPECT_EQ(to_rfc3339(event->time), "2026-11-01T10:00:00Z");
  EXPECT_EQ(event->subject_kind(), "card");
  EXPECT_EQ(event->subject_value(), "2900000000017");
  EXPECT_EQ(event->channel, "web");
  EXPECT_EQ(event->initiator, "customer");
  EXPECT_EQ(event->data, R"({"product":"P1"})");
  EXPECT_EQ(event->bytes, kContract);
}

TEST(Event, KeepsForeignAttributesAndTheBytesAsWritten) {
  const std::string json =
      with("\"data\":{", "\"traceparent\": \"00-ab\" ,\"data\":{ \"x\":1.50, ");
  const auto event = parse_event("  " + json + "\n", kReceived);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->bytes, json);
  EXPECT_EQ(event->data, R"({ "x":1.50, "product":"P1"})");
}

TEST(Event, RefusalsNameTheAttribute) {
  expect_refused(with("\"1.0\"", "\"0.3\""), "specversion");
  expect_refused(with("\"id\":\"7f3a\",", ""), "id");
  expect_refused(with("\"7f3a\"", "\"\""), "id");
  expect_refused(with("\"7f3a\"", "42"), "id");
  expect_refused(with("\"7f3a\"", "\"" + std::string(129, 'a') + "\""), "id");
  expect_refused(with("\"source\":\"web/shop\",", ""), "source");
  expect_refused(with("\"type\":\"web.product_viewed\",", ""), "type");
  expect_refused(with("2026-11-01T10:00:00Z", "yesterday"), "time");
  expect_refused(with("\"2026-11-01T10:00:00Z\"", "12"), "time");
  expect_refused(with("card:2900000000017", "planet:mars"), "subject");
  expect_refused(with("card:2900000000017", "card:"), "subject");
  expect_refused(with("card:2900000000017", "2900000000017"), "subject");
  expect_refused("[1]", "object");
  expect_refused("{\"specversion\":", "JSON");
}

TEST(Event, AMissingTimeIsTheTimeOfReceipt) {
  const auto event = parse_event(with("\"time\":\"2026-11-01T10:00:00Z\",", ""), kReceived);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->time, kReceived);
  EXPECT_EQ(to_rfc3339(parse_event(with("00Z", "00.250+02:00"), kReceived)->time),
            "2026-11-01T08:00:00.250Z");
}

TEST(Event, ABatchKeepsPositionsAndExactBytes) {
  const std::string second = R"({ "specversion" : "1.0","id":"b","source":"s","type":"t.u" })";
  const auto batch = parse_batch(
      "[ " + std::string{kContract} + " , {\"id\":\"]},\\\"\"}, " + second + "]", kReceived);
  ASSERT_TRUE(batch) << batch.error().text();
  ASSERT_EQ(batch->size(), 3u);
  EXPECT_EQ((*batch)[0]->bytes, kContract);
  EXPECT_FALSE((*batch)[1]);
  EXPECT_EQ((*batch)[2]->bytes, second);
  EXPECT_FALSE(parse_batch(kContract, kReceived));
  EXPECT_TRUE(parse_batch("[]", kReceived)->empty());
}

TEST(Event, WhatWeWriteWeReadBack) {
  const auto made = make_event({"id-1", "kiosk/dev"}, "order.placed", from_ms(1'790'000'000'123),
                               "customer:C00001", R"({"order":"48213","channel":"web"})");
  const auto read = parse_event(made.bytes, kReceived);
  ASSERT_TRUE(read) << made.bytes;
  EXPECT_EQ(read->id, made.id);
  EXPECT_EQ(read->time, made.time);
  EXPECT_EQ(read->data, made.data);
  EXPECT_EQ(read->channel, "web");
  EXPECT_EQ(made.channel, "web");
  EXPECT_EQ(made.initiator, "customer");
  EXPECT_EQ(read->bytes, made.bytes);
}

TEST(Event, ChannelAndInitiatorAreDerivedUnlessGiven) {
  EXPECT_EQ(derive_channel("kiosk.scanned", ""), "kiosk");
  EXPECT_EQ(derive_channel("coupon.redeemed", "kiosk/1"), "kiosk");
  EXPECT_EQ(derive_channel("pickup.ready", "erp"), "associate");
  EXPECT_EQ(derive_channel("weather.hot", "meteo"), "partner");
  EXPECT_EQ(derive_initiator("message.sent"), "brand");
  EXPECT_EQ(derive_initiator("message.opened"), "customer");
  EXPECT_EQ(derive_initiator("weather.hot"), "outside");
  const auto given = parse_event(
      with("\"data\"", "\"channel\":\"app\",\"initiator\":\"brand\",\"data\""), kReceived);
  EXPECT_EQ(given->channel, "app");
  EXPECT_EQ(given->initiator, "brand");
  const auto foreign = parse_event(with("\"data\"", "\"channel\":\"tv\",\"data\""), kReceived);
  EXPECT_EQ(foreign->channel, "web");
}

TEST(JsonSlices, CutsWithoutRewriting) {
  const auto slices = element_slices(R"([1, "a,]\"b" ,{"k":[1,2]},[ ]])");
  ASSERT_EQ(slices.size(), 4u);
  EXPECT_EQ(slices[1], R"("a,]\"b")");
  EXPECT_EQ(slices[2], R"({"k":[1,2]})");
  EXPECT_EQ(member_slice(R"({"a":{"b":1}, "b" : 2.50 })", "b"), "2.50");
  EXPECT_EQ(member_slice(R"({"a":1})", "z"), "");
}

TEST(JsonSlices, ATextThatIsNoJsonIsSurvived) {
  for (const std::string_view text :
       {"", "[", "[\"", "[\"\\", "{\"", "{\"a", "{\"a\"", "{\"a\":", "[,]", "[}"}) {
    (void)element_slices(text);
    EXPECT_EQ(member_slice(text, "a"), "") << text;
  }
}

}  // namespace
}  // namespace parcours::journey
