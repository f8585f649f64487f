// SPDX-License-Identifier: Apache-2.0
// Tables of the catalogue: shops, families, products, stock.
#include <fmt/format.h>

#include "platform/json/writer.h"
#include "sync/hub/import/importer.h"
#include "sync/journey/entities.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kProductId = "product|product_id|sku|id";
constexpr std::string_view kShopId = "shop|shop_id|id";
constexpr std::string_view kFamilyId = "family|family_id|id";
constexpr std::string_view kFrenchName = "name_fr|name|nom";
constexpr std::int64_t kPiecesMax = 10'000'000;

Result<Line> take_shop(ImportContext& context, const Record& record) {
  journey::Shop shop;
  PARCOURS_TRY(shop.id, record.identifier(kShopId));
  PARCOURS_TRY(shop.name, record.required(kFrenchName));
  PARCOURS_TRY(shop.city, record.required("city|ville"));
  shop.address = record.text("address|adresse");
  PARCOURS_TRY(shop.latitude, record.decimal("latitude|lat", -90, 90));
  PARCOURS_TRY(shop.longitude, record.decimal("longitude|lon", -180, 180));
  shop.open_until = record.text("open_until");
  return context.put(journey::kind::kShop, shop.id, to_json(shop));
}

Result<Line> take_family(ImportContext& context, const Record& record) {
  journey::Family family;
  PARCOURS_TRY(family.id, record.identifier(kFamilyId));
  PARCOURS_TRY(family.name.fr, record.required(kFrenchName));
  family.name.en = record.text("name_en");
  family.icon = record.text("icon");
  return context.put(journey::kind::kFamily, family.id, to_json(family));
}

std::vector<journey::Text2> facts_of(const Record& record) {
  const auto french = record.list("facts_fr|facts");
  const auto english = record.list("facts_en");
  std::vector<journey::Text2> facts;
  for (std::size_t i = 0; i < french.size(); ++i) {
    facts.push_back({french[i], i < english.size() ? english[i] : std::string{}});
  }
  return facts;
}

Result<journey::Product> read_product(const Record& record) {
  journey::Product product;
  PARCOURS_TRY(product.id, record.identifier(kProductId));
  PARCOURS_TRY(product.name.fr, record.required(kFrenchName));
  product.name.en = record.text("name_en");
  product.gtin = record.text("gtin|ean|barcode");
  if (!product.gtin.empty()) {
    PARCOURS_CHECK(check_gtin(product.gtin, "gtin"));
    product.gtin.insert(0, 14 - product.gtin.size(), '0');
  }
  product.brand = record.text("brand|marque");
  product.family = record.text("family|famille");
  PARCOURS_TRY(const auto price, record.required("price|prix"));
  static_cast<void>(price);
  PARCOURS_TRY(product.price, record.money("price|prix"));
  PARCOURS_TRY(product.was, record.money("was"));
  product.picture = record.text("picture");
  product.facts = facts_of(record);
  product.advice = {record.text("advice_fr|advice"), record.text("advice_en")};
  product.aisle = record.text("aisle|allee");
  product.fits = record.list("fits");
  PARCOURS_TRY(const auto rating, record.whole("rating_tenths", 0, 0, 50));
  PARCOURS_TRY(const auto reviews, record.whole("reviews", 0, 0, kPiecesMax));
  product.rating_tenths = static_cast<int>(rating);
  product.reviews = static_cast<int>(reviews);
  return product;
}

/// The code row of a GTIN leads to one product; a second product must not take it over.
Status check_code_free(ImportContext& context, const journey::Product& product) {
  PARCOURS_TRY(const auto row, context.db.rows().find(journey::kind::kCode, product.gtin));
  json::Writer own;
  own.begin_object().field("product", product.id).end_object();
  if (!row || row->body == own.text()) return {};
  return fail(ErrorCode::Invalid, fmt::format("GTIN {} is another product's already", product.gtin),
              "column gtin");
}

Result<Line> take_product(ImportContext& context, const Record& record) {
  PARCOURS_TRY(const auto product, read_product(record));
  if (!product.family.empty()) {
    PARCOURS_CHECK(context.must_exist(journey::kind::kFamily, product.family, "family"));
  }
  Line line = Line::Unchanged;
  if (!product.gtin.empty()) {
    PARCOURS_CHECK(check_code_free(context, product));
    json::Writer code;
    code.begin_object().field("product", product.id).end_object();
    PARCOURS_TRY(line, context.put(journey::kind::kCode, product.gtin, code.take()));
  }
  PARCOURS_TRY(const auto put, context.put(journey::kind::kProduct, product.id, to_json(product)));
  return put == Line::Taken ? put : line;
}

// A count is an event: what was sold since it must survive a second import of the same file.
Result<Line> take_stock(ImportContext& context, const Record& record) {
  PARCOURS_TRY(const auto product, record.identifier("product|product_id|sku"));
  PARCOURS_TRY(const auto shop, record.identifier("shop|shop_id"));
  PARCOURS_TRY(const auto counted, record.time("counted|counted_at", context.now));
  PARCOURS_TRY(const auto pieces, record.required("on_hand|quantity|stock"));
  static_cast<void>(pieces);
  PARCOURS_TRY(const auto on_hand, record.whole("on_hand|quantity|stock", 0, 0, kPiecesMax));
  const std::string id = fmt::format("{}/{}/{}", context.mark, product, shop);
  PARCOURS_TRY(const bool known, context.knows("import/stock", id));
  if (known) return Line::Unchanged;
  PARCOURS_CHECK(context.must_exist(journey::kind::kProduct, product, "product"));
  PARCOURS_CHECK(context.must_exist(journey::kind::kShop, shop, "shop"));
  json::Writer data;
  data.begin_object().field("product", product).field("shop", shop).field("on_hand", on_hand);
  data.field("source", "count").end_object();
  return context.take(journey::make_event({id, "import/stock"}, "stock.counted", counted,
                                          "product:" + product, data.take()));
}

}  // namespace

std::vector<Table> catalogue_tables() {
  return {
      {"stock",
       {"product|product_id|sku", "shop|shop_id", "on_hand|quantity|stock"},
       4,
       take_stock,
       {},
       {"product|product_id|sku", "shop|shop_id"}},
      {"products", {kProductId, kFrenchName, "price|prix"}, 3, take_product, {}, {kProductId}},
      {"shops", {kShopId, kFrenchName, "city|ville"}, 1, take_shop, {}, {kShopId}},
      {"families", {kFamilyId, kFrenchName}, 2, take_family, {}, {kFamilyId}},
  };
}

}  // namespace parcours::hub
