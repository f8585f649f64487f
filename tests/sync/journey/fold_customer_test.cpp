// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <tuple>

#include "tests/sync/journey/fold_world.h"

namespace parcours::journey {
namespace {

using test::kDay;
using test::kStart;
using test::World;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(FoldCustomer, IsFoundByEveryIdentity) {
  World w;
  w.camille();
  for (const auto subject : {"customer:C1", "card:2900000000017", "email:camille@example.ORG",
                             "phone:+33600000001", "phone:0600000001"}) {
    const auto id = resolve_customer(w.event(kStart, "web.searched", subject, "{}"), w.rows);
    ASSERT_TRUE(id);
    EXPECT_EQ(*id, "C1") << subject;
  }
  EXPECT_EQ(*resolve_customer(w.event(kStart, "x.y", "card:1", "{}"), w.rows), "");
  EXPECT_EQ(w.customer().tier, "bronze");
  EXPECT_EQ((*w.rows.find("customer", "C1"))->scope, "customers:S1");
}

TEST(FoldCustomer, AnEventAboutNobodyKnownChangesNothingAndSaysOnWhomItWaits) {
  World w;
  const auto before = w.rows.size();
  const auto view =
      w.event(kStart, "web.product_viewed", "card:2900000000017", R"({"product":"P1"})");
  EXPECT_EQ(*waits_for(view, w.rows), "card:2900000000017");
  ASSERT_TRUE(w.apply(view));
  EXPECT_EQ(w.rows.size(), before);
  w.camille();
  EXPECT_THAT(w.made, testing::Contains("card:2900000000017"));
  EXPECT_EQ(*waits_for(view, w.rows), "");
  ASSERT_TRUE(w.apply(view));
  EXPECT_THAT(w.customer().viewed, ElementsAre("P1"));
}

TEST(FoldCustomer, AVisitorIsLinkedAndUnlinked) {
  World w;
  w.camille();
  w.tell("identity.linked", "customer:C1", R"({"kind":"visitor","value":"v-9"})");
  EXPECT_EQ(*resolve_customer(w.event(kStart, "web.searched", "visitor:v-9", "{}"), w.rows), "C1");
  w.tell("identity.unlinked", "customer:C1", R"({"kind":"visitor","value":"v-9"})");
  EXPECT_EQ(*resolve_customer(w.event(kStart, "web.searched", "visitor:v-9", "{}"), w.rows), "");
  const auto bad = w.try_tell("identity.linked", "customer:C1", R"({"kind":"shoe","value":"42"})");
  ASSERT_FALSE(bad);
  EXPECT_THAT(bad.error().message, HasSubstr("data.kind"));
}

TEST(FoldCustomer, ALinkThatMovesToAnotherCustomerLeavesNoSecondRow) {
  World w;
  w.camille();
  w.tell("customer.created", "customer:C2", R"({"first_name":"Ana","home_shop":"S2"})");
  w.tell("identity.linked", "customer:C2",
         R"({"kind":"card","value":"2900000000017","evidence":"card shown at the till"})");
  int rows = 0;
  for (const auto& row : w.rows.all()) rows += row.key == "card:2900000000017" ? 1 : 0;
  EXPECT_EQ(rows, 1);
  EXPECT_EQ(*resolve_customer(w.event(kStart, "x.y", "card:2900000000017", "{}"), w.rows), "C2");
}

TEST(FoldCustomer, NobodyTakesOverAnIdentityOfALivingCustomer) {
  World w;
  w.camille();
  w.tell("customer.created", "customer:C2", R"({"first_name":"Ana","home_shop":"S2"})");
  const std::tuple<const char*, const char*, const char*, const char*> bad[] = {
      {"customer.created", "customer:EVIL", R"({"card":"2900000000017"})", "data.card"},
      {"customer.created", "customer:EVIL", R"({"email":"CAMILLE@example.org"})", "data.email"},
      {"customer.updated", "customer:C2", R"({"phone":"+33600000001"})", "data.phone"},
      {"identity.linked", "customer:C2", R"({"kind":"card","value":"2900000000017"})",
       "data.value"}};
  for (const auto& [type, subject, data, member] : bad) {
    const auto told = w.try_tell(type, subject, data);
    ASSERT_FALSE(told) << type << data;
    EXPECT_EQ(told.error().code, ErrorCode::Invalid);
    EXPECT_THAT(told.error().message,
                HasSubstr(std::string{member} + " is another customer's already (C1)"));
  }
  EXPECT_FALSE(w.has("customer", "EVIL"));
  EXPECT_EQ(*resolve_customer(w.event(kStart, "x.y", "card:2900000000017", "{}"), w.rows), "C1");
  w.tell("customer.erased", "customer:C1");
  w.tell("customer.created", "customer:C3", R"({"card":"2900000000017"})");
  EXPECT_EQ(*resolve_customer(w.event(kStart, "x.y", "card:2900000000017", "{}"), w.rows), "C3");
}

TEST(FoldCustomer, ACreationToldAgainChangesNothing) {
  World w;
  w.camille();
  const auto before = w.body("customer", "C1");
  const auto renamed = w.try_tell("customer.created", "customer:C1", R"({"first_name":"Eve"})");
  ASSERT_FALSE(renamed);
  EXPECT_THAT(renamed.error().message, HasSubstr("data.first_name"));
  EXPECT_THAT(renamed.error().message, HasSubstr("customer.updated"));
  ASSERT_FALSE(w.try_tell("customer.created", "customer:C1", R"({"home_shop":"S2"})"));
  w.tell("customer.created", "customer:C1",
         R"({"first_name":"Camille","phone":"+33600000001","home_shop":"S1"})");
  EXPECT_EQ(w.customer().first_name, "Camille");
  EXPECT_EQ(w.customer().phone, "06 00 00 00 01");
  EXPECT_EQ(w.body("customer", "C1"), before);
}

TEST(FoldCustomer, AnUpdateReplacesWhatItNamesAndALateOneFillsGapsOnly) {
  World w;
  w.camille();
  w.tell("customer.updated", "customer:C1", R"({"email":"new@example.org"})");
  EXPECT_EQ(w.customer().email, "new@example.org");
  EXPECT_FALSE(w.has("identity", "email:camille@example.org"));
  EXPECT_TRUE(w.has("identity", "email:new@example.org"));
  w.tell_at(kStart + 61'000, "customer.updated", "customer:C1",
            R"({"email":"old@example.org","adviser":"E001"})");
  EXPECT_EQ(w.customer().email, "new@example.org");
  EXPECT_EQ(w.customer().adviser, "E001");
}

TEST(FoldCustomer, MovingHomeTakesEverythingAlong) {
  World w;
  w.camille();
  w.tell("note.added", "customer:C1", R"({"text":"Aime le bois","author":"E001"})");
  w.tell("order.placed", "customer:C1",
         R"({"order":"48177","shop":"S1","lines":[{"product":"P1"}]})");
  w.tell("customer.updated", "customer:C1", R"({"home_shop":"S2"})");
  for (const auto& row : w.rows.all()) EXPECT_NE(row.scope, "customers:S1") << row.key;
  EXPECT_EQ((*w.rows.find("customer", "C1"))->scope, "customers:S2");
  EXPECT_EQ(w.timeline().size(), 4u);
  int orders = 0;
  for (const auto& row : w.rows.all()) orders += row.kind == "order" ? 1 : 0;
  EXPECT_EQ(orders, 2) << "one for the shop, one for the customer's home";
}

TEST(FoldCustomer, TheLastConsentByTimeHolds) {
  World w;
  w.camille();
  EXPECT_FALSE(w.customer().consents.allows("sms"));
  w.tell_at(kStart + 5 * kDay, "consent.given", "customer:C1", R"({"purpose":"sms"})");
  EXPECT_TRUE(w.customer().consents.allows("sms"));
  w.tell_at(kStart + 2 * kDay, "consent.withdrawn", "customer:C1", R"({"purpose":"sms"})");
  EXPECT_TRUE(w.customer().consents.allows("sms")) << "a late event must not overrule";
  w.tell_at(kStart + 6 * kDay, "consent.withdrawn", "customer:C1", R"({"purpose":"sms"})");
  EXPECT_FALSE(w.customer().consents.allows("sms"));
}

TEST(FoldCustomer, AutomationIsPausedAndResumed) {
  World w;
  w.camille();
  w.tell("automation.paused", "card:2900000000017", R"({"actor":"E001"})");
  EXPECT_TRUE(w.customer().automation_paused);
  w.tell("automation.resumed", "card:2900000000017");
  EXPECT_FALSE(w.customer().automation_paused);
}

TEST(FoldCustomer, ErasureLeavesNothingButATombstone) {
  World w;
  w.camille();
  w.tell("identity.linked", "customer:C1", R"({"kind":"visitor","value":"v-9"})");
  w.tell("note.added", "customer:C1", R"({"text":"privé"})");
  w.tell("task.opened", "customer:C1", R"({"task":"T1","type":"call"})");
  w.tell("coupon.issued", "customer:C1", R"({"code":"TV10","percent":10})");
  w.tell("purchase.completed", "customer:C1", R"({"lines":[{"product":"P1"}],"total_cents":990})");
  w.tell("order.placed", "customer:C1",
         R"({"order":"48177","shop":"S1","lines":[{"product":"P1"}]})");
  w.tell("customer.erased", "customer:C1");
  for (const auto& row : w.rows.all()) {
    EXPECT_THAT(row.body, Not(HasSubstr("Camille")));
    EXPECT_THAT(row.body, Not(HasSubstr("Dubois"))) << row.kind << " " << row.key;
    if (row.scope == "customers:S1") {
      EXPECT_EQ(row.kind, "erased") << row.key;
    }
  }
  EXPECT_EQ(w.order().state, "placed") << "the goods of the shop stay";
  EXPECT_TRUE(w.tasks("call").empty());
  w.camille();
  EXPECT_FALSE(w.has("customer", "C1")) << "an erased id never comes back";
  EXPECT_EQ(*waits_for(w.event(kStart, "x.y", "customer:C1", "{}"), w.rows), "");
}

TEST(FoldCustomer, NotesAreAddedWithTheirAuthor) {
  World w;
  w.camille();
  w.tell("note.added", "customer:C1", R"({"text":"Cherche une télé","author":"E001"})");
  const auto notes = w.rows.scan("note", "C1/");
  ASSERT_EQ(notes->size(), 1u);
  const auto note = parse_note(notes->front().body);
  EXPECT_EQ(note->text, "Cherche une télé");
  EXPECT_EQ(note->author, "E001");
  EXPECT_EQ(w.timeline().back().detail, "") << "the words stay in the note";
  const auto bad = w.try_tell("note.added", "customer:C1", R"({"author":"E001"})");
  ASSERT_FALSE(bad);
  EXPECT_THAT(bad.error().message, HasSubstr("data.text"));
}

}  // namespace
}  // namespace parcours::journey
