// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/words.h"

namespace parcours::demo {

const std::vector<FamilyWords>& family_words() {
  static const std::vector<FamilyWords> words{
      {"television", "Télévision", "Television", "tv", "salon", "Onde|Hélios|Lumen Sud"},
      {"audio", "Son", "Sound", "headphones", "salon", "Onde|Écho|Studio Cazals"},
      {"supports", "Supports et câbles", "Mounts and cables", "cable", "salon", "Ancre|Onde|Filin"},
      {"telephonie", "Téléphones et photo", "Phones and photo", "smartphone", "numerique",
       "Onde|Parallèle|Hélios"},
      {"luminaires", "Luminaires", "Lighting", "light", "salon", "Studio Lueur|Clarté|Lumen Sud"},
      {"mobilier", "Mobilier", "Furniture", "chair", "salon",
       "Bois Vif|Maison Ferrand|Atelier Lauze"},
      {"decoration", "Décoration", "Decoration", "palette", "salon", "Terre & Sel|Clarté|Argelès"},
      {"linge", "Linge de maison", "Home textiles", "bed", "chambre",
       "Lainière du Tarn|Coton Blanc"},
      {"table", "Arts de la table", "Tableware", "restaurant", "cuisine",
       "Terre & Sel|Verrerie du Lez"},
      {"cuisson", "Cuisson", "Cookware", "soup_kitchen", "cuisine", "Fonte Noire|Cuivre & Cie"},
      {"electromenager", "Petit électroménager", "Small appliances", "blender", "cuisine",
       "Vapeur|Rotor|Hélios"},
      {"epicerie", "Épicerie fine", "Fine foods", "bakery_dining", "cuisine",
       "Rucher de Lauze|Comptoir Garonne|Cacao d'Oc"},
      {"chaussures", "Chaussures", "Shoes", "directions_walk", "mode",
       "Atelier Nord|Rivage|Cordelle"},
      {"maroquinerie", "Maroquinerie", "Leather goods", "shopping_bag", "mode",
       "Maison Ferrand|Cordelle"},
      {"vetements", "Vêtements", "Clothing", "checkroom", "mode",
       "Atelier Nord|Coton Blanc|Ferrand"},
      {"manteaux", "Manteaux", "Coats", "dry_cleaning", "mode", "Maison Ferrand|Atelier Nord"},
      {"accessoires", "Accessoires", "Accessories", "style", "mode", "Lainière du Tarn|Cordelle"},
      {"montres", "Montres et bijoux", "Watches and jewellery", "watch", "mode",
       "Horlogerie Valat|Orfèvres d'Oc"},
      {"optique", "Lunettes", "Eyewear", "visibility", "mode", "Optique Mistral|Calanque"},
      {"parfums", "Parfums", "Perfumes", "spa", "beaute", "Parfums Cazal|Garrigue"},
      {"soins", "Soins et maquillage", "Skincare and make-up", "face", "beaute",
       "Garrigue|Laboratoire Thym|Rose & Sauge"},
      {"sante", "Santé", "Health", "medical_services", "sante", "Laboratoire Thym"},
      {"jardin", "Jardin", "Garden", "yard", "jardin", "Vert Vivant|Outils Lauze"},
      {"sport", "Sport", "Sport", "fitness_center", "sport", "Bivouac|Élan|Foulée"},
      {"randonnee", "Randonnée", "Hiking", "hiking", "sport", "Bivouac|Crête"},
      {"jouets", "Jouets", "Toys", "toys", "enfant", "Petit Bois|Doudou du Lot"},
      {"papeterie", "Papeterie", "Stationery", "edit", "bureau", "Papeterie Valat|Encre & Lin"},
  };
  return words;
}

const std::vector<ColourWords>& colour_words() {
  static const std::vector<ColourWords> words{
      {"terracotta", "terracotta", "terracotta"},
      {"ocre", "ocre", "ochre"},
      {"sable", "sable", "sand"},
      {"craie", "craie", "chalk"},
      {"camel", "camel", "camel"},
      {"sapin", "sapin", "fir"},
      {"sauge", "sauge", "sage"},
      {"canard", "bleu canard", "teal"},
      {"ciel", "bleu ciel", "sky blue"},
      {"marine", "marine", "navy"},
      {"nuit", "nuit", "midnight"},
      {"ardoise", "ardoise", "slate"},
      {"rose", "rose poudré", "powder pink"},
      {"prune", "prune", "plum"},
      {"noir", "noir", "black"},
      {"miel", "miel", "honey"},
  };
  return words;
}

const std::vector<std::string_view>& line_names() {
  static const std::vector<std::string_view> names{
      "Aurore",       "Embrun",     "Rivage",   "Clairière", "Méridien",   "Calanque",
      "Garrigue",     "Sentier",    "Brume",    "Estran",    "Lisière",    "Braise",
      "Argile",       "Canyon",     "Ouessant", "Figuier",   "Crête",      "Horizon",
      "Lauzerte",     "Cordes",     "Conques",  "Aubrac",    "Causse",     "Gavarnie",
      "Canigou",      "Cévennes",   "Camargue", "Minerve",   "Lastours",   "Najac",
      "Rocamadour",   "Padirac",    "Quercy",   "Rouergue",  "Comminges",  "Couserans",
      "Lavedan",      "Armagnac",   "Gascogne", "Albret",    "Médoc",      "Dune",
      "Pinède",       "Ajonc",      "Bruyère",  "Genêt",     "Lavande",    "Olivier",
      "Amande",       "Cerisaie",   "Verger",   "Moisson",   "Solstice",   "Équinoxe",
      "Zénith",       "Crépuscule", "Nocturne", "Sérénade",  "Rondeau",    "Ballade",
      "Prélude",      "Chorale",    "Silence",  "Mistral",   "Tramontane", "Autan",
      "Marin",        "Bise",       "Averse",   "Givre",     "Nacre",      "Corail",
      "Galet",        "Schiste",    "Granit",   "Marbre",    "Basalte",    "Cuivre",
      "Étain",        "Bronze",     "Soie",     "Velours",   "Satin",      "Lin",
      "Chanvre",      "Jonc",       "Osier",    "Rotin",     "Passerelle", "Arcade",
      "Place Royale", "Belvédère",  "Terrasse", "Patio",     "Loggia",     "Alcôve",
  };
  return names;
}

const std::vector<std::string_view>& first_names() {
  static const std::vector<std::string_view> names{
      "Camille", "Thomas",   "Inès",     "Louise",  "Hugo",    "Chloé",    "Nathan",  "Manon",
      "Lucas",   "Emma",     "Jules",    "Sarah",   "Adam",    "Jade",     "Louis",   "Lina",
      "Gabriel", "Alice",    "Raphaël",  "Zoé",     "Arthur",  "Anaïs",    "Paul",    "Juliette",
      "Maxime",  "Clara",    "Antoine",  "Margaux", "Yanis",   "Romane",   "Mehdi",   "Lucie",
      "Karim",   "Élise",    "Baptiste", "Océane",  "Théo",    "Mathilde", "Quentin", "Pauline",
      "Nicolas", "Amandine", "Julien",   "Laure",   "Olivier", "Sophie",   "Pierre",  "Nathalie",
      "Michel",  "Isabelle", "Philippe", "Sylvie",  "Alain",   "Martine",  "Bernard", "Catherine",
      "Fatima",  "Samir",    "Leïla",    "Nour",    "Ana",     "Diego",    "Linh",    "Minh",
      "Aminata", "Moussa",   "Kenza",    "Rayan",   "Solène",  "Gaëlle",   "Ronan",   "Maëlys",
      "Étienne", "Hélène",   "Jérôme",   "Céline",  "Damien",  "Aurélie",  "Fabien",  "Virginie",
  };
  return names;
}

const std::vector<std::string_view>& last_names() {
  static const std::vector<std::string_view> names{
      "Dubois",   "Lefèvre",   "Garcia",    "Marchand", "Martin",    "Bernard",  "Petit",
      "Robert",   "Richard",   "Durand",    "Moreau",   "Laurent",   "Simon",    "Michel",
      "Leroy",    "Roux",      "Fournier",  "Girard",   "Bonnet",    "Dupont",   "Lambert",
      "Fontaine", "Rousseau",  "Vincent",   "Muller",   "Faure",     "André",    "Mercier",
      "Blanc",    "Guérin",    "Boyer",     "Garnier",  "Chevalier", "François", "Legrand",
      "Gauthier", "Perrin",    "Robin",     "Clément",  "Morin",     "Nicolas",  "Henry",
      "Roussel",  "Mathieu",   "Gautier",   "Masson",   "Marty",     "Duval",    "Denis",
      "Dumont",   "Marie",     "Lemaire",   "Noël",     "Meyer",     "Dufour",   "Meunier",
      "Brun",     "Blanchard", "Giraud",    "Joly",     "Rivière",   "Lucas",    "Brunet",
      "Gaillard", "Barbier",   "Arnaud",    "Martinez", "Gérard",    "Roche",    "Renard",
      "Schmitt",  "Roy",       "Leclerc",   "Colin",    "Vidal",     "Caron",    "Picard",
      "Fabre",    "Lopez",     "Fernandez", "Benali",   "Haddad",    "Nguyen",   "Diallo",
      "Traoré",   "Pons",      "Castel",    "Cazals",   "Delmas",    "Sicard",   "Ferrer",
      "Puig",     "Estève",    "Rouquette", "Calvet",   "Alary",
  };
  return names;
}

std::vector<std::string_view> split(std::string_view list, char separator) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const auto at = list.find(separator);
    parts.push_back(list.substr(0, at));
    list = at == std::string_view::npos ? std::string_view{} : list.substr(at + 1);
  }
  return parts;
}

}  // namespace parcours::demo
