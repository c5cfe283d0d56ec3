import pytest


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "dossier.webp").mkdir(parents=True)
    (tmp_path / "secret.webp").write_bytes(b"secret")
    return settings.MEDIA_ROOT


def test_image_is_served_for_good(client, media):
    (media / "photo.webp").write_bytes(b"RIFF")

    response = client.get("/media/photo.webp")

    assert response.getvalue() == b"RIFF"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response.headers["Cache-Control"]


def test_other_kinds_of_file_are_not_served(client, media):
    (media / "page.html").write_text("<script>")

    assert client.get("/media/page.html").status_code == 404


@pytest.mark.parametrize(
    "path", ["absente.webp", "dossier.webp", "", "dossier.webp/", "%00.webp", "a" * 300 + ".webp"]
)
def test_what_is_no_image_is_not_found(client, media, path):
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("path", ["../secret.webp", "%2e%2e/secret.webp", "/../secret.webp"])
def test_files_outside_of_the_media_are_refused(client, media, path):
    assert client.get(f"/media/{path}").status_code == 400
